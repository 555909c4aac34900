import { defineCheck, type Evidence, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { type Complaint, loadComplaints } from "../../src/facts/unit-file/index.ts";
import { type Repair, repairOf } from "../../src/repair/repair.ts";

/** Causes of their own. */
const elsewhere = new Set(["outside-section", "not-absolute"]);

export const unitSyntaxError = defineCheck({
  id: "unit-syntax-error",
  group: "unit-file",
  title: "systemd understands every line of the unit",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["podUnits", "unitStates", "verify"],
  consequenceOf: ["dropin-breaks-unit", "execstart-not-absolute"],
  judge({ podUnits, unitStates, verify }) {
    return eachPodUnit(podUnits, ({ name, entry, config }) => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      const complaints = config.complaints.filter(({ kind }) => !elsewhere.has(kind));
      const refusal = loadComplaints(config, name)[0];
      const live = liveProperties(unitStates, name);
      // A stale manager still has the file of before; then the file counts, not what was loaded.
      const fresh = live !== undefined && live.NeedDaemonReload !== "yes";
      const refused = fresh ? live.LoadState === "bad-setting" || live.LoadState === "error" : refusal !== undefined;
      const said = verify.lines.filter(({ path, line }) => path === entry.path && line === undefined).slice(0, 2);
      const evidence: readonly Evidence[] = [
        ...complaints.slice(0, 5).map((complaint) => lineOf(complaint, withNearest(complaint))),
        ...(refused && refusal && !complaints.includes(refusal)
          ? [{ source: refusal.path, lines: [refusal.text] }]
          : []),
        ...(refused && !refusal && said.length > 0
          ? [{ source: verify.command, lines: said.map(({ text }) => text) }]
          : []),
        ...(refused ? propertiesOf(unitStates, name, ["LoadState", "LoadError"]) : []),
      ];
      const [first] = complaints;
      const fix = first
        ? [edit(`In ${first.path}, line ${first.line}: ${hint(first)}`)]
        : [edit(`In ${entry.path}: ${refusal?.text ?? "see the evidence"}`)];
      if (refused) {
        return {
          subject: name,
          status: "fail",
          summary: `systemd refuses to load ${name}: ${first?.text ?? refusal?.text ?? live?.LoadError ?? "bad setting"}`,
          because: `systemd cannot load its unit file: ${first ? inWords(first) : plain(refusal?.text ?? "it has a bad setting")}`,
          evidence,
          fix,
          ...repairOfTypo(complaints),
        };
      }
      if (!first) return pass(name, "systemd understands every line of the unit");
      return { subject: name, status: "advice", summary: `Line ${first.line}: ${withNearest(first)}`, evidence, fix };
    });
  },
  explanation: {
    what: "systemd cannot read the unit file, or a line of it: a misspelt section or key, a line without `=`, a service without ExecStart=, a value that it does not take.",
    why: "Unknown sections and keys are ignored with a warning, and the unit loads without them; where what is left is no valid service, it is refused (`LoadState=bad-setting`, `Unit … has a bad unit file setting`). A broken section header ends the reading of the file.",
    see: [
      "XDG_RUNTIME_DIR=/usr/lib systemd-analyze --user verify ~/.config/systemd/user/UNIT",
      "systemctl --user show UNIT -p LoadState,LoadError",
    ],
    mend: "Correct the line that is named, then `systemctl --user daemon-reload`. `systemd-analyze verify` must then say nothing about the file.",
    healthy:
      "A key that this release of systemd does not know is only ignored, and counts as advice; so do keys that begin with X-. CRLF line ends and a byte order mark are taken.",
    sources: [
      "systemd.syntax(7)",
      "systemd#23860 (the exit code of verify)",
      "failure catalogue C05, C06, C07",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

function withNearest({ text, nearest }: Complaint): string {
  return nearest === undefined ? text : `${text} Did you mean ${nearest}?`;
}

/** A typing error as a person would tell it; anything else in systemd's words. */
function inWords(complaint: Complaint): string {
  const { line, nearest, kind, key, section, text } = complaint;
  const written = kind === "unknown-key" ? `${key}=` : `[${section}]`;
  const meant = kind === "unknown-key" ? `${nearest}=` : `[${nearest}]`;
  return nearest === undefined
    ? `line ${line}: ${plain(text)}`
    : `line ${line} says ${written}, and ${meant} was meant`;
}

/** systemd's words in the midst of a sentence. */
function plain(text: string): string {
  return text.replace(/[.,]?( Refusing| Ignoring|, ignoring)?\.$/, "");
}

function hint({ nearest, key, section, belongsIn, text }: Complaint): string {
  if (belongsIn !== undefined) return `${key}= belongs in [${belongsIn}].`;
  if (nearest !== undefined) return `write ${nearest} in place of ${key ?? section ?? "it"}.`;
  return text;
}

/** One misspelt section or key with one nearest neighbour is a typing error; anything else takes a person. */
function repairOfTypo(complaints: readonly Complaint[]): { repair?: Repair } {
  const [typo, ...more] = complaints.filter(({ nearest }) => nearest !== undefined);
  if (!typo?.nearest || more.length > 0) return {};
  const word = typo.kind === "unknown-section" ? typo.section : typo.kind === "unknown-key" ? typo.key : undefined;
  if (word === undefined) return {};
  return {
    repair: repairOf({
      kind: "edit",
      as: "user",
      path: typo.path,
      edits: [{ line: typo.line, from: word, to: typo.nearest }],
    }),
  };
}
