import type { Ended } from "./pool.ts";
import type { Trial, TrialResult } from "./trial.ts";

export type TrialEnd = readonly [Trial, Ended<TrialResult>];

export const HEADINGS = [
  "case",
  "release",
  "kind",
  "pod",
  "named as root",
  "named as user",
  "next boot: said",
  "was",
  "fix",
  "pod after",
  "undo",
  "ms",
  "s",
] as const;

/** A line of the table, in the order of HEADINGS. */
export function cellsOf([trial, ended]: TrialEnd): readonly string[] {
  const start = [trial.labCase.name, trial.release, trial.kind];
  if (ended.outcome === "broken") return [...start, ...new Array(9).fill("?"), ended.seconds.toFixed(1)];
  const { pod, named, nextBoot, podNextBoot, mending, milliseconds } = ended.result;
  const asUser = named.user.join(", ") || "nothing";
  const asRoot = named.root.join(", ") || "nothing";
  return [
    ...start,
    pod,
    asRoot,
    asUser === asRoot ? "the same" : asUser,
    nextBoot,
    podNextBoot,
    mending.fix,
    mending.podAfterFix,
    mending.undo,
    `${milliseconds.root}/${milliseconds.user}`,
    ended.seconds.toFixed(1),
  ];
}

/** Columns for a terminal. */
export function columns(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, at) => Math.max(heading.length, ...rows.map((row) => (row[at] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  return [headings, ...rows].map(line).join("\n");
}

/** The same for a Markdown file. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

/** What there is to say of a trial besides its line. */
export function remarksOf([, ended]: TrialEnd): readonly string[] {
  if (ended.outcome === "broken") return [ended.why];
  const { hiccup } = ended;
  return [...ended.result.problems, ...(hiccup === undefined ? [] : [`tried twice: ${firstLine(hiccup)}`])];
}

export function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
