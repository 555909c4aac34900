import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { isFound } from "../../src/facts/boot-graph.ts";
import { missingRequirement } from "../../src/facts/requirements.ts";
import { repairOf } from "../../src/repair/repair.ts";

const hard = ["Requires", "BindsTo", "Requisite"] as const;
/** Units that systemd makes without a file. */
const fromNothing = /\.(slice|scope|device|mount|swap|automount)$/;

export const requiredUnitMissing = defineCheck({
  id: "required-unit-missing",
  group: "service",
  title: "Every unit that the unit requires exists for users",
  layer: "job",
  step: "started",
  repair: "user",
  facts: ["podUnits", "unitEntries", "unitStates", "platform", "quadlets"],
  judge({ podUnits, unitEntries, unitStates, platform, quadlets }) {
    return eachPodUnit(podUnits, ({ name, config }) => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      const wanted = hard.flatMap((key) => config.words("Unit", key).map((unit) => ({ key, unit })));
      // The bus has a check of its own.
      const missing = wanted.find(
        ({ unit }) => unit !== "dbus.socket" && !fromNothing.test(unit) && !isFound(unitEntries, unit),
      );
      if (missing && quadlets.all.some(({ service, unit }) => service === missing.unit && !unit))
        return notApplicable(name, `The quadlet of ${missing.unit} is judged by itself`);
      if (!missing)
        return wanted.length === 0
          ? notApplicable(name, "The unit requires nothing")
          : pass(name, "Every unit that the unit requires exists for users");
      const { key, unit } = missing;
      const setting = config.values("Unit", key).find(({ value }) => value.split(/\s+/).includes(unit));
      const evidence = [
        ...(setting ? [lineOf(setting, `${key}=${setting.value}`)] : []),
        { source: `systemctl --user cat ${unit}`, lines: [`no ${unit} in the folders that a user manager searches`] },
        ...propertiesOf(unitStates, name, ["ActiveState"]),
      ];
      const effect = missingRequirement(platform.systemdVersion);
      if (effect === "passed-over" || liveProperties(unitStates, name)?.ActiveState === "active") {
        return {
          subject: name,
          status: "advice",
          summary: `${key}=${unit}: there is no such unit for users; the boot starts this one all the same, newer systemd does not`,
          evidence,
        };
      }
      return {
        subject: name,
        status: effect === "stops" ? "fail" : "warn",
        summary: `${key}=${unit}, and a user manager has no such unit`,
        because: `it ${key === "BindsTo" ? "is bound to" : "requires"} ${unit}, which does not exist for a user manager`,
        evidence,
        ...(setting && key === "Requires"
          ? {
              repair: repairOf({
                kind: "edit",
                as: "user",
                path: setting.path,
                edits: [{ line: setting.line, from: key, to: "Wants" }],
              }),
            }
          : {}),
        fix: [
          edit(`In ${setting?.path ?? "the unit"}, write Wants= in place of ${key}=, or install ${unit} for users.`),
        ],
      };
    });
  },
  explanation: {
    what: "Requires=, BindsTo= or Requisite= names a unit that the user manager does not have: one of the system's (network-online.target, docker.service), or a unit of the same set that was not copied.",
    why: "systemd 257 refuses to start the unit at boot: `Failed to start UNIT: Unit OTHER not found.` 252 starts it at boot all the same, and refuses only a start by hand. The system manager's units are not a user manager's.",
    see: ["systemctl --user show UNIT -p Requires,BindsTo,Requisite", "systemctl --user cat OTHER"],
    mend: "Write Wants= in place of Requires= (a missing wanted unit is passed over), or remove the line; then `systemctl --user daemon-reload`.",
    healthy:
      "Missing units in Wants= and After= are no fault: systemd passes over them. Mounts, slices and devices need no file.",
    sources: [
      "systemd.unit(5), Requires=",
      "failure catalogue C14",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
