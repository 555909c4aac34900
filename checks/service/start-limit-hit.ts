import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, eachPodUnit, liveProperties, pass, propertiesOf, shellQuote } from "../../src/diagnosis/findings.ts";
import { lastWords } from "../../src/diagnosis/proof.ts";
import { linesOf, saidBy } from "../../src/diagnosis/said.ts";

const gaveUp = /Start request repeated too quickly/;

export const startLimitHit = defineCheck({
  id: "start-limit-hit",
  group: "service",
  title: "systemd has not given up restarting the unit",
  layer: "service",
  repair: "manual",
  facts: ["podUnits", "unitStates", "journal"],
  // Whatever makes a start fail at once makes it fail five times at once.
  consequenceOf: [
    "unit-syntax-error",
    "environmentfile-missing",
    "exec-missing",
    "exec-bad-script",
    "user-directive-in-user-unit",
    "stale-generated-unit-ids",
    "name-in-use-after-unclean-stop",
    "user-dbus-missing",
    "network-not-ready-at-boot",
    "notify-without-ready",
    "timeout-start",
  ],
  judge({ podUnits, unitStates, journal }) {
    return eachPodUnit(podUnits, ({ name }) => {
      const line = saidBy(name, gaveUp, journal);
      const live = liveProperties(unitStates, name);
      if (!live) return notApplicable(name, "No manager is there that could have given up");
      if (!line || live.ActiveState !== "failed") return pass(name, "systemd has not given up restarting the unit");
      const first = lastWords(name, { ...journal, lines: journal.lines.filter(({ atMs }) => atMs < line.atMs) });
      const meaning = first?.meaning === undefined ? "" : `: ${first.meaning}`;
      return {
        subject: name,
        status: "advice",
        summary: `systemd gave the unit up after it failed again and again${meaning}`,
        evidence: [
          linesOf(journal, ...(first ? [first.line] : []), line),
          ...propertiesOf(unitStates, name, ["Result", "NRestarts"]),
        ],
        fix: asUser(`systemctl --user reset-failed ${shellQuote(name)}`),
      };
    });
  },
  explanation: {
    what: "The unit failed, was restarted (Restart=) and failed again, until systemd gave it up.",
    why: "Never a cause by itself: `Start request repeated too quickly` only says that five starts failed within ten seconds (StartLimitBurst=, StartLimitIntervalSec=; between two of them RestartSec=, 100 ms, passes). The first failure of the boot is the one to read. It does matter where that passes by itself, such as a network that is not there yet: then five tries are over before it has.",
    see: ["journalctl --user -b -u UNIT", "systemctl --user show UNIT -p Result,NRestarts,StartLimitBurst,RestartUSec"],
    mend: "Mend the first failure, then `systemctl --user reset-failed UNIT` and start it; for what passes by itself RestartSec=10 and StartLimitIntervalSec=0. A boot counts from nought again.",
    healthy: "A unit that was restarted a few times and runs.",
    sources: [
      "systemd.unit(5), StartLimitIntervalSec=",
      "failure catalogue C42",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
