import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { firstAttempt } from "../../src/diagnosis/last-boot.ts";
import { linesOf, saidBy } from "../../src/diagnosis/said.ts";
import type { Condition } from "../../src/facts/conditions.ts";
import { skippedFor, unmetCondition } from "../../src/facts/journal.ts";

/** systemd's line has the specifiers replaced. */
function isNamedBy(words: string, { key, value }: Condition): boolean {
  return value.includes("%")
    ? words.startsWith(`${key}=`)
    : words === `${key}=${value.replace(/^(\|?)\s*(!?)\s*/, "$1$2")}`;
}

export const conditionUnmet = defineCheck({
  id: "condition-unmet",
  group: "service",
  title: "Every condition of the unit holds",
  layer: "job",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "unitStates", "conditions"],
  optionalFacts: ["journal"],
  waitsFor: [
    "linger-not-enabled",
    "linger-wrong-user",
    "linger-file-without-user",
    "user-manager-masked",
    "runtime-dir-missing",
  ],
  judge({ podUnits, unitStates, conditions, journal }) {
    return eachPodUnit(podUnits, ({ name, config }) => {
      const own = conditions.get(name) ?? [];
      if (!config || own.length === 0)
        return notApplicable(name, config ? "The unit has no conditions" : "There is no readable unit file");
      const triggers = own.filter(({ triggering }) => triggering);
      const broken =
        own.find(({ triggering, holds }) => !triggering && holds === false) ??
        (triggers.length > 0 && triggers.every(({ holds }) => holds === false) ? triggers[0] : undefined);
      const live = liveProperties(unitStates, name);
      // systemd judged it when it tried to start the unit; what it found then may have changed since.
      const skipped =
        live?.ConditionResult === "no" && live.ConditionTimestampMonotonic !== "0" && live.ActiveState !== "active";
      const evidence = propertiesOf(unitStates, name, ["ConditionResult", "ActiveState"]);
      if (broken) {
        return {
          subject: name,
          status: "fail",
          summary: `${broken.key}=${broken.value} does not hold, so systemd does not start the unit`,
          because: `its ${broken.key}=${broken.value} does not hold, and systemd then leaves it out without an error`,
          evidence: [lineOf(broken, `${broken.key}=${broken.value}`), ...evidence],
          fix: [edit(`Make the condition hold, or take ${broken.path}, line ${broken.line} away.`)],
        };
      }
      const [unjudged] = own.filter(({ holds }) => holds === undefined);
      // Who starts the unit since makes its manager forget what the boot found; the journal does not.
      const said = journal && (journal.boot ?? 0) === 0 ? saidBy(name, unmetCondition, journal) : undefined;
      const told = said && own.find((condition) => isNamedBy(skippedFor(said) ?? "", condition));
      const wasSkipped = journal && told && firstAttempt(name, journal) !== "started" ? said : undefined;
      if (skipped || wasSkipped) {
        const which = told ? `its ${told.key}=${told.value}` : "one of its conditions";
        const keys = told ? "" : ` (${own.map(({ key }) => key).join(", ")})`;
        return {
          subject: name,
          status: "warn",
          summary: "A condition did not hold when systemd tried to start the unit",
          because: `${which} did not hold when systemd tried to start it${keys}${unjudged ? "" : ", and holds now"}`,
          evidence: [
            ...own.slice(0, 3).map((condition) => lineOf(condition, `${condition.key}=${condition.value}`)),
            ...(journal && said ? [linesOf(journal, said)] : []),
            ...evidence,
          ],
          fix: [edit("Order the unit after what makes the condition hold.")],
        };
      }
      if (unjudged && live?.ConditionResult !== "yes") {
        return {
          subject: name,
          status: "unknown",
          summary: `Nobody could say whether ${unjudged.key}=${unjudged.value} holds`,
          evidence,
        };
      }
      return pass(
        name,
        unjudged ? "systemd found every condition of the unit to hold" : "Every condition of the unit holds",
        ...evidence,
      );
    });
  },
  explanation: {
    what: "The unit has a Condition…= or Assert…= that does not hold, typically on a path that is not there.",
    why: "systemd then leaves the unit out: `systemctl start` returns 0, the unit is `inactive (dead)`, and the journal says `skipped, unmet condition check` (252: `was skipped because of an unmet condition check`). A path on a disk that is mounted late holds by hand and not at boot.",
    see: ["systemctl --user show UNIT -p ConditionResult", "systemctl --user cat UNIT"],
    mend: "Make the condition hold at boot (RequiresMountsFor=, another path), or remove it.",
    healthy: "A condition that is meant to keep the unit from starting on this host; then it is no pod of this host.",
    sources: [
      "systemd.unit(5), CONDITIONS AND ASSERTS",
      "failure catalogue C13",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
