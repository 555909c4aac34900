import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass } from "../../src/diagnosis/findings.ts";

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
      return {
        subject: name,
        status: "advice",
        summary: `Line ${first.line} stands before any section; systemd ignores it, and the unit works`,
        evidence: strays.slice(0, 3).map((stray) => lineOf(stray, stray.text)),
        fix: [edit(`Begin line ${first.line} of ${first.path} with #, or write it as Documentation= in [Unit].`)],
      };
    });
  },
  explanation: {
    what: "Text stands above the first [Section] of the unit file, such as `see: https://…`.",
    why: "It does no harm: systemd says `Assignment outside of section. Ignoring.` and starts the unit. In a quadlet the same line is fatal to every quadlet of its folder.",
    see: ["systemd-analyze --user verify ~/.config/systemd/user/UNIT"],
    mend: "Make it a comment (#), or `Documentation=https://…` in [Unit].",
    healthy: "This whole check: a unit with such a line starts its pod at boot.",
    sources: [
      "systemd.syntax(7)",
      "failure catalogue C04, E06",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
