import { absent, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/runtime-came-late";
const everywhere = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
const crun = (answer: typeof absent | ReturnType<typeof timedOut>) =>
  Object.fromEntries(everywhere.map((directory) => [`${directory}/crun`, answer]));

testCheck("misleading-crun-not-found", {
  finds: [
    {
      host: "runtime-came-late",
      status: "advice",
      subject: "podder",
      summary: "podman missed crun in this boot, and it is there",
      evidence: ['default OCI runtime "crun" not found', "/run/user/1001: directory"],
      first: false,
    },
    { host: "cache-of-roots", status: "pass" },
  ],
  quietOn: ["cache-of-roots", "runtime-came-late"],
  altered: [
    {
      what: "the runtime directory is missing",
      host,
      changes: { stats: { "/run/user/1001": absent } },
      status: "advice",
      summary: "what it lacks is its runtime directory",
    },
    {
      what: "crun really is gone",
      host,
      changes: { stats: { ...crun(absent), "/run/current-system/sw/bin/crun": absent } },
      status: "not-applicable",
      summary: "crun really is nowhere to be found",
    },
    { what: "the disk does not answer", host, changes: { stats: crun(timedOut("/usr/bin")) }, status: "unknown" },
  ],
});
