import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass } from "../../src/diagnosis/findings.ts";
import type { Complaint, ParsedUnitFile } from "../../src/facts/unit-file/index.ts";
import { type LineEdit, repairOf } from "../../src/repair/repair.ts";

export const strayTextBeforeSection = defineCheck({
  id: "stray-text-before-section",
  group: "unit-file",
  title: "Nothing but comments stands before the first section",
  layer: "discovery",
  step: "unit",
  repair: "user",
  facts: ["podUnits"],
  judge({ podUnits }) {
    return eachPodUnit(podUnits, ({ name, config }) => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      const strays = config.complaints.filter(({ kind }) => kind === "outside-section");
      const [first] = strays;
      if (!first) return pass(name, "Nothing but comments stands before the first section");
      const written = commented(strays, [config.main, ...config.dropIns]);
      return {
        subject: name,
        status: "advice",
        summary: `Line ${first.line} stands before any section; systemd ignores it, and the unit works`,
        evidence: strays.slice(0, 3).map((stray) => lineOf(stray, stray.text)),
        ...(written ? { repair: repairOf({ kind: "edit", as: "user", path: first.path, edits: written }) } : {}),
        fix: [edit(`Begin line ${first.line} of ${first.path} with #, or write it as Documentation= in [Unit].`)],
      };
    });
  },
  explanation: {
    what: "Text stands above the first [Section] of the unit file, such as `see: https://…`.",
    why: "It does no harm: systemd says `Assignment outside of section. Ignoring.` and starts the unit. In a quadlet the same line is fatal to every quadlet of its folder.",
    see: ["XDG_RUNTIME_DIR=/usr/lib systemd-analyze --user verify ~/.config/systemd/user/UNIT"],
    mend: "Make it a comment (#), or `Documentation=https://…` in [Unit].",
    healthy: "This whole check: a unit with such a line starts its pod at boot.",
    sources: [
      "systemd.syntax(7)",
      "failure catalogue C04, E06",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

/** The edits that make comments of the lines; undefined where a line cannot be told by its key. */
function commented(strays: readonly Complaint[], files: readonly ParsedUnitFile[]): readonly LineEdit[] | undefined {
  const [first] = strays;
  const own = strays.filter(({ path }) => path === first?.path);
  if (own.some(({ key }) => !key) || !files.some(({ path }) => path === first?.path)) return undefined;
  return own.map(({ line, key = "" }) => ({ line, from: key, to: `# ${key}` }));
}
