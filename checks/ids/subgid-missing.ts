import { defineCheck } from "../../src/diagnosis/check.ts";
import { missingRange } from "./missing-range.ts";

export const subgidMissing = defineCheck({
  id: "subgid-missing",
  group: "ids",
  title: "The account has subordinate group ids",
  layer: "podman",
  step: "started",
  repair: "root",
  facts: ["account", "idMapping", "podUnits", "unitStates", "journal"],
  judge: (facts) => missingRange("gid", facts),
  explanation: {
    what: "/etc/subgid has no line for the account, so podman has no group ids to give to its containers besides the account's own.",
    why: 'podman wants both kinds: with ids in /etc/subuid and none in /etc/subgid it says `no subgid ranges found for group "USER" in /etc/subgid` and goes on with one id, as if it had neither (see subuid-missing).',
    see: ["grep -E '^(USER|UID):' /etc/subuid /etc/subgid", "getsubids -g USER"],
    mend: "As root: `usermod --add-subgids FIRST-LAST USER`, the same range as in /etc/subuid where it is free; then as USER `podman system migrate`, or reboot.",
    healthy: "A line with the uid instead of the name counts, and so does a range of SSSD's (`subid: sss`).",
    sources: [
      "subgid(5), newgidmap(1)",
      "failure catalogue F02",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
