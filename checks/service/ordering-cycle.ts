import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { linesOf } from "../../src/diagnosis/said.ts";

const dropped = /Job (\S+)\/start deleted to break ordering cycle/;
const member = /^(\S+): Found (?:ordering cycle|dependency) on (\S+)\//;

export const orderingCycle = defineCheck({
  id: "ordering-cycle",
  group: "service",
  title: "systemd can order the start of the unit",
  layer: "job",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "unitStates", "journal"],
  judge({ podUnits, unitStates, journal }) {
    return eachPodUnit(podUnits, ({ name }): Finding => {
      const live = liveProperties(unitStates, name);
      if (!live) return notApplicable(name, "No manager is there that could have left it out");
      const line = journal.lines.find(({ message }) => dropped.exec(message)?.[1] === name);
      if (!line || live.ActiveState === "active") return pass(name, "systemd did not leave the unit out of the boot");
      const found = journal.lines.filter(
        ({ message, atMs }) => member.test(message) && Math.abs(atMs - line.atMs) < 1000,
      );
      const members = found.flatMap(({ message }) => member.exec(message)?.slice(1, 3) ?? []);
      const others = [...new Set(members)].filter((unit) => unit !== name);
      return {
        subject: name,
        status: "warn",
        summary: `systemd left ${name} out of the boot, to break an ordering cycle with ${others.join(", ")}`,
        because: `it is to start after and before ${others.join(", ")}, and systemd left it out to break that circle`,
        evidence: [linesOf(journal, ...found, line), ...propertiesOf(unitStates, name, ["ActiveState", "After"])],
        fix: [edit(`Take one After= or Before= away from ${[name, ...others].join(", ")}.`)],
      };
    });
  },
  explanation: {
    what: "The unit is ordered after another one that is, directly or by others, ordered after it.",
    why: "systemd cannot start both then. It takes one of the jobs out of the boot (`Job … deleted to break ordering cycle`), and that unit is simply not started: `inactive (dead)`, no failure. Which one it is may differ from boot to boot; one that another unit requires stays.",
    see: ["journalctl --user -b | grep 'ordering cycle'", "systemd-analyze --user verify UNIT"],
    mend: "Take one After= or Before= of the circle away.",
    healthy: "Any number of After= and Before= that form no circle; a circle of which systemd left out another unit.",
    sources: [
      "systemd.unit(5), Before=, After=",
      "failure catalogue C15",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
