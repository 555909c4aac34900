import type { Evidence, Mend } from "../diagnosis/check.ts";
import type { CauseDocument, DiagnosisDocument, ResultDocument } from "../diagnosis/document.ts";
import { commandLines } from "./command.ts";
import type { Style } from "./style.ts";
import type { TextOptions } from "./text.ts";
import { columns, cut, hang, widthOf } from "./wrap.ts";

const shownLines = 6;
const longestRows = 3;
const tiers = { user: "user", root: "root", manual: "by hand" } as const;

/** One result whole: what is so, what shows it, and what mends it. */
export function renderProblem(
  result: ResultDocument,
  account: DiagnosisDocument["account"],
  options: TextOptions,
  cause?: CauseDocument,
): readonly string[] {
  const { style } = options;
  const limit = options.verbose ? Number.POSITIVE_INFINITY : shownLines;
  return [
    heading(result, account, style),
    ...hang("  ", style.data(result.summary)),
    ...renderBasis(cause, style),
    ...result.evidence.flatMap((evidence) => renderEvidence(evidence, limit, style)),
    ...renderSteps(result.repair?.steps ?? [], account, options),
  ];
}

/** Whether the boot itself bears witness to a cause. */
function renderBasis(cause: CauseDocument | undefined, style: Style): readonly string[] {
  if (cause?.basis === undefined) return [];
  const { proof } = cause;
  const words = proof ? `proved by the journal at ${clock(proof.at)}` : "inferred from what is there now";
  return [`  ${style.paint("dim", words)}`];
}

/** An RFC 3339 time as a person reads it. */
function clock(at: string): string {
  return `${at.slice(0, 19).replace("T", " ")} UTC`;
}

function heading(result: ResultDocument, account: DiagnosisDocument["account"], style: Style): string {
  const { symbols } = style;
  const failed = result.status === "fail";
  const mark = style.paint(failed ? "red" : "yellow", failed ? symbols.broken : symbols.risk);
  const tier = result.repair ? tiers[result.repair.tier] : "";
  const general = result.subject === "host" || result.subject === account.name;
  const subject = general ? "" : ` ${symbols.dot} ${style.data(result.subject)}`;
  const name = cut(`${result.check}${subject}`, columns - 4 - tier.length, symbols.ellipsis);
  if (tier === "") return `${mark} ${style.paint("bold", name)}`;
  const gap = " ".repeat(columns - 2 - widthOf(name) - tier.length);
  return `${mark} ${style.paint("bold", name)}${gap}${style.paint("dim", tier)}`;
}

/** A file with its line as a compiler would name it, a command with what it printed below it. */
function renderEvidence({ source, exit, lines }: Evidence, limit: number, style: Style): readonly string[] {
  const { ellipsis } = style.symbols;
  const isFile = source.startsWith("/") && !source.includes(" ");
  const status = exit === undefined || exit === 0 ? "" : ` (exit ${exit})`;
  const named = `${isFile ? "" : "$ "}${style.data(source)}`;
  const [first] = lines;
  if (isFile && lines.length === 1 && first !== undefined) {
    const whole = `  ${named}: ${style.data(first)}`;
    if (widthOf(whole) <= columns) return [whole];
  }
  const shown = lines.slice(0, limit).flatMap((line) => renderLine(style.data(line), ellipsis));
  const rest = lines.length - Math.min(lines.length, limit);
  return [
    `  ${cut(named, columns - 2 - status.length, ellipsis)}${status}`,
    ...shown,
    ...(rest > 0 ? [`    ${ellipsis} ${rest} more lines`] : []),
  ];
}

/** A line as it was read where it fits, and no more than some rows of it. */
function renderLine(line: string, ellipsis: string): readonly string[] {
  const room = columns - 4;
  return widthOf(line) <= room ? [`    ${line}`] : hang("    ", cut(line, room * longestRows, ellipsis));
}

function renderSteps(
  steps: readonly Mend[],
  account: DiagnosisDocument["account"],
  options: TextOptions,
): readonly string[] {
  const labels = steps.map(({ as }) => cut(labelOf(as, account, options), 30, options.style.symbols.ellipsis));
  const width = Math.max(0, ...labels.map(widthOf));
  return steps.flatMap((step, index) => {
    const label = labels[index] ?? "";
    const again = index > 0 && labels[index - 1] === label;
    const prefix = `  ${(again ? "" : label) + " ".repeat(width - (again ? 0 : widthOf(label)))}  `;
    const indent = " ".repeat(widthOf(prefix));
    const lead = options.style.paint("green", prefix);
    const room = columns - indent.length;
    const lines =
      step.command !== undefined
        ? commandLines(step.command, room, options.style)
        : hang("", options.style.data(step.edit ?? ""), room);
    return lines.map((line, at) => (at === 0 ? lead : indent) + line);
  });
}

/** Says whose hand is needed wherever it is not the reader's own. */
function labelOf(as: Mend["as"], account: DiagnosisDocument["account"], { style, root }: TextOptions): string {
  if (as === "root") return root ? "fix" : "fix, as root:";
  return root && account.uid !== 0 ? `fix, as ${style.data(account.name ?? "the user")}:` : "fix";
}
