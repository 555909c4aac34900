import { type absent, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const healthy = "trixie/subordinate-ids-by-number";
const bare = "trixie/newuidmap-not-installed";
const everywhere = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
const helper = (name: string, answer: ReturnType<typeof timedOut> | typeof absent) =>
  Object.fromEntries(everywhere.map((directory) => [`${directory}/${name}`, answer]));

testCheck("newuidmap-missing", {
  finds: [
    {
      host: "newuidmap-not-installed",
      status: "fail",
      subject: "podder",
      because: "newuidmap and newgidmap are not installed",
      evidence: ["newuidmap: does not exist"],
      fix: ["root: Install the package with newuidmap"],
      first: true,
    },
    { host: "no-subordinate-ids", status: "not-applicable" },
    { host: "newuidmap-elsewhere", status: "pass", evidence: ["/usr/local/bin/newuidmap"] },
  ],
  quietOn: ["newuidmap-not-setuid"],
  altered: [
    {
      what: "only the one for groups is missing",
      host: bare,
      changes: { stats: { "/usr/bin/newuidmap": { mode: 0o4755, uid: 0 } } },
      status: "fail",
      because: "newgidmap is not installed",
    },
    {
      what: "they are there and may not be run",
      host: bare,
      changes: { stats: { "/usr/bin/newuidmap": { mode: 0o644 }, "/usr/bin/newgidmap": { mode: 0o644 } } },
      status: "fail",
      because: "newuidmap and newgidmap are not installed",
    },
    {
      what: "the file system does not answer",
      host: healthy,
      changes: { stats: helper("newuidmap", timedOut("/usr/bin")) },
      status: "unknown",
    },
  ],
});
