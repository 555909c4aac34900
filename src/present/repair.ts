import type { DiagnosisDocument } from "../diagnosis/document.ts";
import { shellQuote } from "../diagnosis/findings.ts";
import type { AppliedRepair } from "../repair/apply.ts";
import { diffOf } from "../repair/diff.ts";
import type { FixOutcome } from "../repair/fix.ts";
import type { PlannedRepair, PlannedStep } from "../repair/plan.ts";
import { isUndoable } from "../repair/record.ts";
import type { RepairRecord } from "../repair/record-format.ts";
import { rootBlock } from "../repair/root-block.ts";
import type { UndoneEntry } from "../repair/undo.ts";
import type { Style } from "./style.ts";
import { renderQuiet, renderText, type TextOptions } from "./text.ts";
import { hang } from "./wrap.ts";

/** One repair before it is done: what for, and each step exactly. */
export function renderPlanned(repair: PlannedRepair, style: Style): readonly string[] {
  return [heading(repair, style), ...repair.steps.flatMap((step) => stepLines(step, style))];
}

/** What `fix` did and left, then the diagnosis that is true now. */
export function renderOutcome(
  outcome: FixOutcome<DiagnosisDocument>,
  options: TextOptions,
  { quiet, id }: { readonly quiet: boolean; readonly id?: string },
): string {
  const { style } = options;
  if (quiet) return renderQuiet(outcome.after.document, style);
  const { applied, left, started } = outcome;
  const planned = left.filter(({ why }) => why === "dry-run").map(({ repair }) => repair);
  const rootOnly = left.filter(({ why }) => why === "needs-root").map(({ repair }) => repair);
  const blocks = [
    ...applied.map((one) => renderApplied(one, style)),
    ...(started.length > 0 ? [started.flatMap(({ unit, failed }) => startedLines(unit, failed, style))] : []),
    ...(planned.length > 0 ? [["Would be done:"], ...planned.map((repair) => renderPlanned(repair, style))] : []),
    ...left.flatMap(({ repair, why }) =>
      why === "obstacle" || why === "explicit" ? [notDone(repair, why, style)] : [],
    ),
    ...(rootOnly.length > 0 ? [rootBlock(rootOnly).map((line) => style.data(line))] : []),
    ...(id === undefined ? [] : [[`To take this back:  poddoctor undo ${id}`]]),
    ...(applied.length + started.length === 0 && left.every(({ why }) => why === "declined")
      ? [[nothingDone(outcome)]]
      : []),
    [renderText(outcome.after.document, options)],
    ...renderStopped(outcome),
  ];
  return blocks.map((lines) => lines.join("\n")).join("\n\n");
}

function nothingDone({ after, left }: FixOutcome<DiagnosisDocument>): string {
  if (left.length > 0) return "Nothing was changed.";
  const { fail = 0, warn = 0 } = after.document.counts;
  return `${fail + warn > 0 ? "Nothing that poddoctor can mend" : "Nothing to mend"}: nothing was changed.`;
}

/** What is mended for the next boot may still be down now; starting it is the reader's to decide. */
function renderStopped({ after, applied, started }: FixOutcome<DiagnosisDocument>): readonly (readonly string[])[] {
  if (applied.length === 0 || started.length > 0 || after.stopped.length === 0) return [];
  return [[`Not running yet: ${after.stopped.join(", ")}. Start it now:  poddoctor fix --start`]];
}

function renderApplied({ repair, done, failed, left }: AppliedRepair, style: Style): readonly string[] {
  const { symbols } = style;
  const mark = failed ? style.paint("red", symbols.broken) : style.paint("green", symbols.ok);
  return [
    `${mark} ${heading(repair, style)}`,
    ...done.flatMap((step) => stepLines(step, style)),
    ...(failed ? [...hang("  not done: ", style.data(failed.detail))] : []),
    ...(left.length > 0 ? [`  not tried: ${left.length} more ${left.length === 1 ? "step" : "steps"}`] : []),
  ];
}

function startedLines(unit: string, failed: string | undefined, { data, symbols }: Style): readonly string[] {
  return failed === undefined
    ? [`${symbols.ok} started ${data(unit)}`]
    : hang(`${symbols.broken} `, `${data(unit)} was not started: ${data(failed)}`);
}

function notDone(repair: PlannedRepair, why: "obstacle" | "explicit", style: Style): readonly string[] {
  const text =
    why === "explicit"
      ? `somebody may have meant it so. To do it all the same: --only ${repair.check}`
      : (repair.obstacle ?? "it cannot be done");
  return [`${style.symbols.risk} ${heading(repair, style)}`, ...hang("  left alone: ", style.data(text))];
}

function heading({ check, summary }: PlannedRepair, style: Style): string {
  return hang("", `${style.paint("bold", check)}: ${style.data(summary)}`).join("\n  ");
}

function stepLines(step: PlannedStep, style: Style): readonly string[] {
  if (step.kind === "command")
    return [`  ${step.as === "root" ? "#" : "$"} ${style.data(step.argv.map(shellQuote).join(" "))}`];
  return diffOf(step.change)
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => `  ${coloured(style.data(line), style)}`);
}

function coloured(line: string, style: Style): string {
  if (/^\+(?!\+\+)/.test(line)) return style.paint("green", line);
  return /^-(?!--)/.test(line) ? style.paint("red", line) : line;
}

/** The repairs that are recorded, the newest first. */
export function renderRecords(records: readonly RepairRecord[], style: Style): string {
  if (records.length === 0) return "There is no repair to take back.";
  return records
    .map((record) => {
      const checks = [...new Set(record.entries.map(({ check }) => check))].join(", ");
      return hang(
        "",
        `${record.id} of ${style.data(record.account)}${isUndoable(record) ? "" : " (taken back)"}: ${checks}`,
      ).join("\n    ");
    })
    .join("\n");
}

/** What is still to be taken back of one repair: each step that has a way back, the last one first, as it will be done. */
export function renderRecord({ id, account, entries }: RepairRecord, style: Style): readonly string[] {
  const steps = [...entries].reverse().flatMap(({ as, change, command, status }): readonly PlannedStep[] => {
    if (status === "undone" || status === "failed") return [];
    if (change)
      return [{ kind: "change", as, change: { path: change.path, before: change.after, after: change.before } }];
    return command?.undo ? [{ kind: "command", as, argv: command.undo }] : [];
  });
  return [`Repair ${id} of ${style.data(account)}, taken back:`, ...steps.flatMap((step) => stepLines(step, style))];
}

/** What became of each step of a repair that was taken back. */
export function renderUndo({ id, account }: RepairRecord, undone: readonly UndoneEntry[], style: Style): string {
  const { symbols, data } = style;
  const lines = undone.flatMap(({ entry, outcome, detail }) => {
    const what = entry.change
      ? diffOf({ path: entry.change.path, before: entry.change.after, after: entry.change.before }).split("\n")[0]
      : entry.command?.undo?.join(" ");
    const name = entry.change?.path ?? what ?? "";
    if (outcome === "undone") return [`${symbols.ok} ${data(name)}`];
    if (outcome === "nothing") return [];
    return hang(`${symbols.broken} `, `${data(name)} was left as it is: ${data(detail ?? outcome)}`);
  });
  return [`Repair ${id} of ${data(account)}:`, ...(lines.length > 0 ? lines : ["nothing was left to take back"])].join(
    "\n",
  );
}
