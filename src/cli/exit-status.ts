import type { AnyCheck } from "../diagnosis/check.ts";
import type { DiagnosisDocument } from "../diagnosis/document.ts";

/** 0: no fail; 1: at least one; 2: usage; 3: no fail, but what matters stayed unknown. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** @param strict whether a warning counts as a failure */
export function exitStatusOf(
  { results, verdict, counts }: DiagnosisDocument,
  checks: readonly AnyCheck[],
  strict: boolean,
): ExitStatus {
  // A boot may be at risk for a reason that no check knows.
  if (counts.fail > 0 || (strict && (counts.warn > 0 || verdict.nextBoot === "at-risk"))) return 1;
  const ofBoot = new Set(checks.filter(({ step }) => step !== undefined).map(({ id }) => id));
  if (results.some(({ check, status }) => status === "unknown" && ofBoot.has(check))) return 3;
  if (verdict.boot !== undefined && verdict.lastBoot === "unknown") return 3;
  // Who asked for some checks alone asked for no forecast.
  return verdict.nextBoot === "unknown" && counts.skipped === 0 ? 3 : 0;
}

/** The status of several diagnoses: a failure weighs most. */
export function worstOf(statuses: readonly ExitStatus[]): ExitStatus {
  return statuses.includes(1) ? 1 : statuses.includes(3) ? 3 : 0;
}
