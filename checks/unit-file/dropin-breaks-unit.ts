import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { loadComplaints, mergeUnit } from "../../src/facts/unit-file/index.ts";

export const dropinBreaksUnit = defineCheck({
  id: "dropin-breaks-unit",
  group: "unit-file",
  title: "The unit's drop-ins fit the unit",
  layer: "discovery",
  step: "unit",
  repair: "manual",
  facts: ["podUnits", "unitStates"],
  judge({ podUnits, unitStates }) {
    return eachPodUnit(podUnits, ({ name, config }) => {
      if (!config || config.dropIns.length === 0)
        return notApplicable(name, config ? "The unit has no drop-ins" : "There is no readable unit file");
      const live = liveProperties(unitStates, name);
      const loaded = live !== undefined && live.NeedDaemonReload !== "yes" && live.LoadState === "loaded";
      const [refusal] = loadComplaints(config, name);
      // Without its drop-ins the unit would load: else the fault is the unit's own.
      if (loaded || !refusal || loadComplaints(mergeUnit(config.main), name).length > 0)
        return pass(name, "systemd takes the unit with its drop-ins");
      const { dropIns } = config;
      const breaking = dropIns.find(
        (_, index) => loadComplaints(mergeUnit(config.main, dropIns.slice(0, index + 1)), name).length > 0,
      );
      const path = breaking?.path ?? dropIns.at(-1)?.path ?? "";
      const start = breaking?.assignments.find(({ key }) => key === "ExecStart");
      return {
        subject: name,
        status: "fail",
        summary: `With ${path} systemd refuses the unit: ${refusal.text}`,
        because: `its drop-in ${path} makes systemd refuse it (${refusal.text.replace(/\.?( Refusing)?\.$/, "")})`,
        evidence: [
          ...(start ? [lineOf({ path, line: start.line }, `${start.key}=${start.value}`)] : []),
          { source: path, lines: [refusal.text] },
          ...propertiesOf(unitStates, name, ["LoadState", "DropInPaths"]),
        ],
        fix: [
          edit(
            start
              ? `In ${path}: write an empty ExecStart= before line ${start.line}, so that it takes the place of the unit's own.`
              : `Mend or remove ${path}.`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "A drop-in (`systemctl --user edit`, a file in UNIT.d/) makes of a good unit one that systemd refuses.",
    why: "A drop-in's ExecStart= is added to the unit's own, it does not replace it: `Service has more than one ExecStart= setting, which is only allowed for Type=oneshot services. Refusing.` The unit is `bad-setting` then, and the boot passes it over.",
    see: ["systemctl --user cat UNIT", "systemctl --user show UNIT -p LoadState,DropInPaths"],
    mend: "Write `ExecStart=` with nothing behind it before the new one; or take the drop-in back: `systemctl --user revert UNIT`.",
    healthy: "A drop-in that empties ExecStart= first; the distribution's own drop-ins (Fedora's service.d).",
    sources: [
      "systemd.unit(5), Example 2; systemd.service(5), ExecStart=",
      "failure catalogue C06, C11",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
