import { notRecorded } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const healthy = "trixie/subordinate-ids-by-number";
const bare = "trixie/newuidmap-not-setuid";

testCheck("newuidmap-no-privilege", {
  finds: [
    {
      host: "newuidmap-not-setuid",
      status: "fail",
      subject: "podder",
      because: "/usr/bin/newuidmap has lost its setuid bit",
      evidence: ["/usr/bin/newuidmap: file, mode 0755, owner 0:0", "getcap /usr/bin/newuidmap: none"],
      fix: ["root: chmod u+s /usr/bin/newuidmap"],
      first: true,
    },
    { host: "newuidmap-with-capability", status: "pass", evidence: ["cap_setuid"] },
    { host: "newuidmap-elsewhere", status: "pass" },
    {
      host: "usr-bin-nosuid",
      status: "fail",
      because: "/usr/bin/newuidmap lies on a file system mounted nosuid",
      fix: ["root: Take nosuid off"],
      first: true,
    },
    { host: "no-subordinate-ids", status: "not-applicable" },
  ],
  quietOn: ["newuidmap-not-installed", "cache-of-roots"],
  altered: [
    {
      what: "its setuid bit is somebody else's",
      host: healthy,
      changes: {
        stats: { "/usr/bin/newuidmap": { uid: 1001 } },
        answers: { "getcap /usr/bin/newuidmap": { stdout: "" } },
      },
      status: "fail",
    },
    {
      what: "without getcap podman's own words tell",
      host: bare,
      changes: { commands: { "getcap /usr/bin/newuidmap": notRecorded } },
      status: "fail",
      evidence: ["should have setuid or have filecaps setuid"],
    },
    {
      what: "without getcap and without the journal nobody can say it",
      host: bare,
      changes: { commands: { "getcap /usr/bin/newuidmap": notRecorded, journalctl: { stdout: "" } } },
      status: "unknown",
    },
    {
      what: "the capability is the wrong one",
      host: bare,
      changes: { commands: { "getcap /usr/bin/newuidmap": { stdout: "/usr/bin/newuidmap cap_setgid=ep\n" } } },
      status: "fail",
    },
    {
      what: "an older getcap writes it with a plus",
      host: bare,
      changes: { commands: { "getcap /usr/bin/newuidmap": { stdout: "/usr/bin/newuidmap = cap_setuid+ep\n" } } },
      status: "pass",
    },
  ],
});
