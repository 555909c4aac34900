import { defineCheck } from "../../src/diagnosis/check.ts";
import { missingRange } from "./missing-range.ts";

export const subuidMissing = defineCheck({
  id: "subuid-missing",
  group: "ids",
  title: "The account has subordinate user ids",
  layer: "podman",
  step: "started",
  repair: "root",
  facts: ["account", "idMapping", "podUnits", "unitStates", "journal"],
  judge: (facts) => missingRange("uid", facts),
  explanation: {
    what: "/etc/subuid has no line for the account (by name or by uid), so podman has no user ids to give to its containers besides the account's own.",
    why: 'podman then says `no subuid ranges found for user "USER" in /etc/subuid` and `Using rootless single mapping into the namespace`, and goes on with one id. A container that was made when there were more does not start: `crun: mount devpts to dev/pts: Invalid argument` (4.3 and 5.4; podman start, podman pod start, podman-restart.service). One that is made anew at each start does (podman run, quadlets), as long as its image needs no user but root. `useradd --system` and accounts of LDAP get no ids.',
    see: ["grep -E '^(USER|UID):' /etc/subuid /etc/subgid", "getsubids USER", "journalctl --user -b -u UNIT"],
    mend: "As root: `usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER` with a range that is nobody's; then as USER `podman system migrate`, or reboot.",
    healthy:
      "A line with the uid instead of the name counts. Where nsswitch.conf has `subid: sss` the ids come from SSSD and the files do not count. Containers that were made with one id run with one id.",
    sources: [
      "subuid(5), newuidmap(1)",
      "failure catalogue F01, F08",
      "podman troubleshooting.md, 10",
      "podman#27921",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
