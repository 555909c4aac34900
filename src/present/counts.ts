import type { Status } from "../diagnosis/check.ts";
import type { DiagnosisDocument, ResultDocument } from "../diagnosis/document.ts";
import type { TextOptions } from "./text.ts";
import { columns, cut, hang, joinParts, widthOf } from "./wrap.ts";

const longestReason = 140;

/** Fails and warnings that are nobody's consequence. */
export function isRoot({ status, consequenceOf }: ResultDocument): boolean {
  return (status === "fail" || status === "warn") && consequenceOf === undefined;
}

/** How many results there are of each kind, with what waits for whom, and how long it took. */
export function renderCounts({ results, counts }: DiagnosisDocument, options: TextOptions): readonly string[] {
  const { symbols } = options.style;
  const ownOf = (status: Status) =>
    results.filter((result) => result.status === status && !result.consequenceOf).length;
  const parts = [
    `${counts.pass} passed`,
    several(ownOf("fail"), "failed", "failed"),
    several(ownOf("warn"), "warning", "warnings"),
    ...waiting(results),
    several(ownOf("advice"), "advice", "advice"),
    several(counts.unknown, "not seen", "not seen"),
    several(counts.skipped, "skipped", "skipped"),
  ].filter((part) => part !== "");
  const separator = ` ${symbols.dot} `;
  if (options.durationMs === undefined) return joinParts(parts, separator);
  const time = `${(options.durationMs / 1000).toFixed(2)} s`;
  const lines = joinParts(parts, separator, columns - time.length - 2);
  const last = lines.at(-1) ?? "";
  return [...lines.slice(0, -1), last + " ".repeat(columns - widthOf(last) - time.length) + time];
}

function several(count: number, one: string, many: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : many}`;
}

/** Consequences, and what cannot be judged yet, by the root cause that they hang on. */
function waiting(results: readonly ResultDocument[]): readonly string[] {
  const above = new Map(results.map(({ check, consequenceOf }) => [check, consequenceOf?.[0]]));
  for (const result of results.filter(isRoot)) above.delete(result.check);
  // The registry's test holds that no check is its own consequence, so the way up ends.
  const rootOf = (cause: string): string => {
    const next = above.get(cause);
    return next === undefined ? cause : rootOf(next);
  };
  const byCause = new Map<string, number>();
  for (const { consequenceOf, blockedBy } of results) {
    const [cause] = consequenceOf ?? blockedBy ?? [];
    if (cause === undefined) continue;
    const root = rootOf(cause);
    byCause.set(root, (byCause.get(root) ?? 0) + 1);
  }
  if (byCause.size > 2) return [`${[...byCause.values()].reduce((sum, count) => sum + count, 0)} wait for these`];
  return [...byCause].map(([cause, count]) => `${count} wait${count === 1 ? "s" : ""} for ${cause}`);
}

/** What could not be seen and why, one line a reason. */
export function renderUnknowns({ results }: DiagnosisDocument, { style }: TextOptions): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { status, summary, check } of results) {
    if (status !== "unknown") continue;
    const reason = /: could not look: (.*)$/s.exec(summary)?.[1] ?? summary;
    reasons.set(reason, [...(reasons.get(reason) ?? []), check]);
  }
  const mark = style.paint("yellow", style.symbols.unknown);
  return [...reasons].flatMap(([reason, checks]) => {
    const about = checks.length === 1 ? checks[0] : `${checks.length} checks`;
    const [first = "", ...rest] = hang(
      "? ",
      `not seen: ${cut(style.data(reason), longestReason, style.symbols.ellipsis)} (${about})`,
    );
    return [mark + first.slice(1), ...rest];
  });
}
