import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, liveProperties, pass } from "../../src/diagnosis/findings.ts";
import { waitUnit } from "../../src/facts/quadlet/network-wait.ts";
import { blockerOf, hasNoLimit, type StartJob } from "../../src/facts/start-jobs.ts";

/** A start with systemd's usual limit is over by then, one way or the other. */
const usualLimitUs = 90_000_000;

export const defaultTargetJobStuck = defineCheck({
  id: "default-target-job-stuck",
  group: "enablement",
  title: "The boot of the user manager is done",
  layer: "job",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "unitStates", "startJobs"],
  judge({ podUnits, unitStates, startJobs }) {
    return eachPodUnit(podUnits, ({ name }): Finding => {
      if (!liveProperties(unitStates, name)) return notApplicable(name, "No manager is there that could be at work");
      const { jobs, command } = startJobs;
      const own = jobs.get(name);
      if (!own) return pass(name, "No job of the boot is left for the unit");
      const blocker = blockerOf(own, jobs);
      // podman's own wait for the network ends after 90 s: quadlet-wait-network-timeout tells of it.
      if (!blocker || blocker.unit === waitUnit) return pass(name, "Nothing without an end keeps the unit waiting");
      const seconds = Math.floor((blocker.startingUs ?? 0) / 1e6);
      const told = `${blocker.unit} has been starting for ${seconds} s`;
      const evidence = [
        { source: command, lines: [own, ...(own === blocker ? [] : [blocker])].map(lineOf) },
        { source: `systemctl --user show ${blocker.unit}`, lines: shownOf(blocker) },
      ];
      const stuck = hasNoLimit(blocker) && (blocker.startingUs ?? 0) >= usualLimitUs;
      // A oneshot service whose program stays has its container, although systemd waits for its end.
      const mayBeUp = own === blocker && blocker.properties["SubState"] !== "start-pre";
      if (!stuck || mayBeUp)
        return {
          subject: name,
          status: "advice",
          summary: `The boot is not done: ${told}${hasNoLimit(blocker) ? ", without a limit" : ""}`,
          evidence,
        };
      return {
        subject: name,
        status: "warn",
        summary: `A start without a limit does not end: ${told}`,
        because:
          own === blocker
            ? "its ExecStartPre= does not end, and has no limit"
            : `${blocker.unit} is still starting, without a limit, and ${name} is started only after it`,
        evidence,
        fix: [
          edit(
            `Find what ${blocker.unit} waits for. If its program is to stay, take Type=exec for Type=oneshot; else give it a TimeoutStartSec=, or take After=${blocker.unit} away.`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "A unit of the user manager is still starting and never done, so that the units ordered after it, and default.target, wait in the queue.",
    why: "A Type=oneshot service has no limit for its start unless TimeoutStartSec= sets one. One whose program does not end (a loop that waits for something; a server that should be Type=exec) is `activating` for good, and what has After= it is never started: `inactive (dead)`, no failure, not a line in the journal. `systemctl --user is-system-running` says `starting`. Units without that order start all the same.",
    see: ["systemctl --user list-jobs", "systemctl --user show UNIT -p ActiveState,SubState,Type,TimeoutStartUSec"],
    mend: "Mend what the slow unit waits for, or its Type=, or give it a TimeoutStartSec=; or take the After= away where the order is not needed.",
    healthy:
      "A boot that is not done yet; a slow unit with a limit, after which the others start; a stuck unit after which no pod is ordered; podman-user-wait-network-online.service, which gives up after 90 s.",
    sources: [
      "systemd.service(5), TimeoutStartSec=",
      "systemctl(1), list-jobs",
      "failure catalogue D13",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

function lineOf({ unit, state }: StartJob): string {
  return `${unit} start ${state}`;
}

function shownOf({ properties }: StartJob): readonly string[] {
  return ["Type", "ActiveState", "SubState", "TimeoutStartUSec"].map((key) => `${key}=${properties[key] ?? ""}`);
}
