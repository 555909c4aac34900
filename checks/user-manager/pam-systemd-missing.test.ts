import { absent, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/cache-of-roots";
const broken = "trixie/no-pam-systemd";
const own = "/usr/lib/pam.d/systemd-user";

testCheck("pam-systemd-missing", {
  finds: [
    {
      host: "no-pam-systemd",
      status: "fail",
      subject: "podder",
      because: "the PAM service systemd-user has no pam_systemd",
      evidence: [`${own}: no session line with pam_systemd.so in`, "ExecMainStatus=1"],
      fix: ["root: Install the package with pam_systemd.so"],
      first: true,
    },
    { host: "pam-systemd-in-other", status: "pass", evidence: ["/etc/pam.d/common-session"] },
    { host: "cache-of-roots", status: "pass", evidence: [own] },
  ],
  altered: [
    {
      what: "the module is not installed",
      host: broken,
      changes: {
        files: { [own]: "session optional pam_systemd.so\n" },
        lists: { "/usr/lib": [] },
        stats: Object.fromEntries(
          ["/usr/lib64", "/usr/lib", "/lib64", "/lib"].map((path) => [`${path}/security/pam_systemd.so`, absent]),
        ),
      },
      status: "fail",
      because: "pam_systemd.so is not installed",
    },
    {
      what: "the line is a comment",
      host: broken,
      changes: { files: { [own]: "session required pam_unix.so\n# session optional pam_systemd.so\n" } },
      status: "fail",
    },
    {
      what: "the manager runs without the line: this reading is what is wrong",
      host,
      changes: { files: { [own]: "session required pam_unix.so\n" } },
      status: "unknown",
    },
    {
      what: "the line is in a substack, with a control in brackets",
      host: broken,
      changes: {
        files: {
          [own]: "session substack systemd-more\n",
          "/etc/pam.d/systemd-more": "-session [success=ok default=ignore] /lib/security/pam_systemd.so debug\n",
        },
        stats: { "/lib/security/pam_systemd.so": { uid: 0 } },
      },
      status: "pass",
    },
    { what: "a file does not answer", host, changes: { files: { [own]: timedOut(own) } }, status: "unknown" },
  ],
});
