import type { AnyCheck } from "../diagnosis/check.ts";
import { type DiagnosisDocument, documentOf } from "../diagnosis/document.ts";
import { diagnose, isSelected, type Result, type Selection } from "../diagnosis/engine.ts";
import { type Verdict, verdictOf } from "../diagnosis/verdict.ts";
import type { FactStore } from "../facts/fact-store.ts";
import { quoted } from "./parse.ts";
import { suggestion, UsageError } from "./usage-error.ts";

/**
 * Judges one account of one host.
 *
 * @param onJudged told of each check as it is done
 */
export async function diagnoseAccount(
  checks: readonly AnyCheck[],
  store: FactStore,
  selection: Selection,
  onJudged: () => void,
): Promise<DiagnosisDocument> {
  startSlowest(checks, store, selection);
  const results = await diagnose(checks, store, selection, onJudged);
  const verdict = await verdictOf(checks, results, store);
  return documentOf(checks, results, whatIf(verdict, results, selection), store);
}

/**
 * Asks first for the facts whose commands take longest: the commands are started in the order in which facts are asked
 * for. Which processes run is asked once the manager has said which units are active: a pod must not be missed for
 * having come up in between.
 */
function startSlowest(checks: readonly AnyCheck[], store: FactStore, selection: Selection): void {
  if (checks.some((check) => isSelected(check, selection) && check.facts.includes("verify"))) void store.fact("verify");
  // These the verdict needs, whatever was selected.
  void store.fact("unitStates").then(() => store.fact("containers"));
  void store.fact("journal");
}

/** A supposition must be told from a diagnosis by its first words; what passes anyway is no supposition. */
function whatIf(verdict: Verdict, results: readonly Result[], { assume = [] }: Selection): Verdict {
  if (assume.length === 0) return verdict;
  const mended = assume.filter((id) => results.some(({ check, assumed }) => check === id && assumed));
  const passing = assume.filter((id) => !mended.includes(id));
  const whole =
    passing.length === 0 ? "" : `${passing.join(", ")} ${passing.length === 1 ? "needs" : "need"} no mending`;
  const lead = mended.length === 0 ? whole : `With ${mended.join(", ")} mended${whole === "" ? "" : ` (${whole})`}`;
  return { ...verdict, sentence: `${lead}: ${verdict.sentence}` };
}

/** @throws UsageError for an id that no check has, naming the nearest that one has */
export function requireChecks(ids: readonly string[], checks: readonly AnyCheck[]): void {
  const known = new Set(checks.map(({ id }) => id));
  for (const id of ids) {
    if (!known.has(id)) throw new UsageError(`there is no check ${quoted(id)}${suggestion(id, known)}`);
  }
}
