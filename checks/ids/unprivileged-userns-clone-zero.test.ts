import { absent } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const off = "trixie/userns-clone-off";
const path = "/proc/sys/kernel/unprivileged_userns_clone";

testCheck("unprivileged-userns-clone-zero", {
  finds: [
    {
      host: "userns-clone-off",
      status: "fail",
      subject: "podder",
      because: "/etc/sysctl.d/60-hardening.conf sets kernel.unprivileged_userns_clone to 0",
      evidence: [`${path}: 0`, "user namespaces are not enabled in /proc/sys/kernel/unprivileged_userns_clone"],
      fix: ["root: echo kernel.unprivileged_userns_clone=1 > /etc/sysctl.d/"],
      first: true,
    },
    { host: "user-namespaces-forbidden", status: "pass" },
  ],
  altered: [
    {
      what: "most kernels have no such switch, whatever a file sets it to",
      host: off,
      changes: { files: { [path]: absent } },
      status: "not-applicable",
    },
    {
      what: "no file says so: it may be this kernel's own default",
      host: off,
      changes: { files: { "/etc/sysctl.d/60-hardening.conf": "" } },
      status: "warn",
      because: "what set it may do so again",
    },
    {
      what: "the other spelling of the same",
      host: off,
      changes: { files: { "/etc/sysctl.d/60-hardening.conf": "-kernel/unprivileged_userns_clone=1\n" } },
      status: "fail",
      onlyNow: true,
    },
  ],
});
