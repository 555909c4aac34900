import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { linesOf, saidBy } from "../../src/diagnosis/said.ts";

const timedOut = /start(-pre|-post)? operation timed out/;

export const timeoutStart = defineCheck({
  id: "timeout-start",
  group: "service",
  title: "The unit starts within the time that systemd gives it",
  layer: "service",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "unitStates", "journal"],
  consequenceOf: ["notify-without-ready", "user-dbus-missing"],
  judge({ podUnits, unitStates, journal }) {
    return eachPodUnit(podUnits, ({ name, config, exec }): Finding => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      const live = liveProperties(unitStates, name);
      const line = saidBy(name, timedOut, journal);
      const evidence = propertiesOf(unitStates, name, ["Type", "ActiveState", "Result"]);
      // A stop that takes too long leaves the same Result.
      const neverUp = live?.ActiveEnterTimestampMonotonic === "0";
      const late = line !== undefined ? live?.ActiveState !== "active" : neverUp && live.Result === "timeout";
      if (!late) return pass(name, "No start of the unit ran out of time in this boot", ...evidence);
      const limit = config.last("Service", "TimeoutStartSec") ?? config.last("Service", "TimeoutSec");
      const set =
        limit === undefined ? "90 s, unless the manager's own default differs" : `TimeoutStartSec=${limit.value}`;
      const before = exec.filter(({ key }) => key === "ExecStartPre");
      return {
        subject: name,
        status: "warn",
        summary: `The start of the unit took longer than systemd waits (${set})`,
        because: `at the last start it was not up within the time that systemd gives it (${set}), and was stopped`,
        evidence: [
          ...(line ? [linesOf(journal, line)] : []),
          ...(limit ? [lineOf(limit, `TimeoutStartSec=${limit.value}`)] : []),
          ...before.slice(0, 1).map((setting) => lineOf(setting, `${setting.key}=${setting.raw}`)),
          ...evidence,
        ],
        fix: [
          edit(
            `In [Service], set TimeoutStartSec=900 (systemctl --user edit ${name}), and pull the images beforehand (podman pull).`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "The unit was not up within TimeoutStartSec= (90 s by default; all ExecStartPre= lines count), and systemd ended it.",
    why: "`start operation timed out. Terminating.`, `Result=timeout`, and the containers that did run are stopped. Mostly an image is pulled at the first start, or an ExecStartPre= waits for something; on a slow machine podman alone may take that long.",
    see: ["systemctl --user show UNIT -p TimeoutStartUSec,Result", "journalctl --user -b -u UNIT"],
    mend: "`TimeoutStartSec=900` in a drop-in; pull images beforehand; wait for less.",
    healthy:
      "A start that is slow and within its time; a Type=oneshot service, which has no limit unless one is set; podman 4.7 and newer prolong the time of a Type=notify service while they pull.",
    sources: [
      "systemd.service(5), TimeoutStartSec=",
      "podman-systemd.unit(5)",
      "failure catalogue C43",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
