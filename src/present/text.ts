import type { DiagnosisDocument, ResultDocument } from "../diagnosis/document.ts";
import { renderChain } from "./chain.ts";
import { isRoot, renderCounts, renderUnknowns } from "./counts.ts";
import { renderHeader } from "./header.ts";
import { renderProblem } from "./problem.ts";
import type { Colour, Style } from "./style.ts";
import { columns, hang, widthOf } from "./wrap.ts";

export interface TextOptions {
  readonly style: Style;
  /** Every result, and all of each. */
  readonly verbose: boolean;
  /** Whether the reader is root. */
  readonly root: boolean;
  readonly durationMs?: number;
}

/** Subjects of one check, and pieces of advice, that are shown whole; twenty units with one fault are one problem. */
const shownSubjects = 3;

/** A diagnosis for people: the sentence first, then each problem with its evidence and its fix, then what to do next. */
export function renderText(document: DiagnosisDocument, options: TextOptions): string {
  const problems = [
    ...document.results.filter((result) => isRoot(result) && result.status === "fail"),
    ...document.results.filter((result) => isRoot(result) && result.status === "warn"),
  ];
  const blocks = [
    renderHeader(document, options.style),
    renderSentence(document, options.style),
    [renderChain(document.verdict.chain, options.style)],
    ...renderProblems(problems, document, options),
    options.verbose ? renderRest(document.results, problems, options) : renderAdvice(document.results, options),
    [
      ...renderUnknowns(document, options),
      ...renderCounts(document, options),
      ...renderNext(document, problems, options),
    ],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
}

/** The answer in one sentence, for `--quiet`. */
export function renderQuiet({ verdict }: DiagnosisDocument, style: Style): string {
  return hang("", style.data(verdict.sentence)).join("\n");
}

/** Why, and whether it will start at the next boot. */
export function renderSentence({ verdict }: DiagnosisDocument, style: Style, lead = ""): readonly string[] {
  const [symbol, colour] = markOf(verdict, style);
  const [first = "", ...rest] = hang("x ", lead + style.data(verdict.sentence));
  return [
    style.paint(colour, symbol) + style.paint("bold", first.slice(1)),
    ...rest.map((line) => style.paint("bold", line)),
  ];
}

function markOf(
  { nextBoot, causes, boot, lastBoot }: DiagnosisDocument["verdict"],
  { symbols }: Style,
): readonly [string, Colour] {
  if (nextBoot === "will-not-start") return [symbols.broken, "red"];
  if (nextBoot === "at-risk") return [symbols.risk, "yellow"];
  if (nextBoot === "unknown") return [symbols.unknown, "yellow"];
  if (causes.length > 0) return [symbols.risk, "yellow"];
  // Who asks for an earlier boot has no answer yet.
  return boot !== undefined && lastBoot === "unknown" ? [symbols.unknown, "yellow"] : [symbols.ok, "green"];
}

function renderProblems(
  problems: readonly ResultDocument[],
  { account, verdict }: DiagnosisDocument,
  options: TextOptions,
): readonly (readonly string[])[] {
  return problems.flatMap((result) => {
    const same = problems.filter(({ check, status }) => check === result.check && status === result.status);
    const place = same.indexOf(result);
    const cause = verdict.causes.find(({ check, subject }) => check === result.check && subject === result.subject);
    if (options.verbose || place < shownSubjects) return [renderProblem(result, account, options, cause)];
    if (place > shownSubjects) return [];
    const names = same.slice(shownSubjects).map(({ subject }) => options.style.data(subject));
    return [hang("  ", `${result.check}, too: ${names.join(", ")}`)];
  });
}

/** What bears on no boot, a line each: said once, and never in the way of what does. */
function renderAdvice(results: readonly ResultDocument[], options: TextOptions): readonly string[] {
  const advice = results.filter(({ status, consequenceOf }) => status === "advice" && consequenceOf === undefined);
  const more = advice.length - shownSubjects;
  const [shown, rest] = more > 1 ? [advice.slice(0, shownSubjects), more] : [advice, 0];
  return [
    ...renderRest(shown, [], options),
    ...(rest > 0 ? [`${options.style.symbols.advice} and ${rest} more: --verbose`] : []),
  ];
}

/** All other results, one line each. */
function renderRest(
  results: readonly ResultDocument[],
  problems: readonly ResultDocument[],
  { style }: TextOptions,
): readonly string[] {
  const { symbols } = style;
  const marks = {
    pass: symbols.ok,
    advice: symbols.advice,
    warn: symbols.risk,
    fail: symbols.broken,
    blocked: symbols.waiting,
    "not-applicable": " ",
    unknown: symbols.unknown,
    skipped: " ",
  };
  return results
    .filter((result) => !problems.includes(result))
    .flatMap(({ status, check, subject, summary, consequenceOf }) => {
      const about = subject === "host" ? check : `${check} (${style.data(subject)})`;
      const because = consequenceOf ? `; follows from ${consequenceOf.join(", ")}` : "";
      return hang(`${marks[status]} `, `${about}: ${style.data(summary)}${because}`);
    });
}

/** `fix` looks again by itself; where it has nothing to offer, the reader's own hands do. */
function mendLine(problems: readonly ResultDocument[], name: string, forOther: boolean): string {
  if (problems.some(({ repair }) => repair?.automatic))
    return `Mend it:  poddoctor fix${forOther ? ` --user ${name}` : ""}`;
  return problems.length === 1
    ? "Mend it by the fix above, then look again."
    : "Mend the first one first, then look again.";
}

function renderNext(
  document: DiagnosisDocument,
  problems: readonly ResultDocument[],
  { style, root }: TextOptions,
): readonly string[] {
  const [first] = problems;
  const name = style.data(document.account.name ?? "NAME");
  const hidden = document.results.some(
    ({ status, summary }) => status === "unknown" && /denied|only root/i.test(summary),
  );
  const seeMore = hidden && !root ? hang("", `Root can see more:  sudo poddoctor --user ${name}`) : [];
  if (!first) return seeMore;
  const mend = mendLine(problems, name, root && document.account.uid !== 0);
  const why = `Why:  poddoctor explain ${first.check}`;
  const gap = columns - widthOf(mend) - widthOf(why);
  return [...seeMore, ...(gap >= 3 ? [`${mend}   ${why}`] : [mend, why])];
}
