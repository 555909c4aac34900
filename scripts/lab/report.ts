import { pairName } from "./pair-trial.ts";
import type { RunEnd } from "./run-all.ts";

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** 0 all held, 1 a verdict did not hold or a case is wrong, 3 what was left could not be run. */
  readonly exit: 0 | 1 | 3;
}

/** Counts what a run came to. What could not be run has not passed. */
export function summaryOf({ trials, pairs, repairs, skipped }: RunEnd): Summary {
  const ends = [...trials, ...pairs, ...repairs].map(([, ended]) => ended);
  const held = ends.filter((ended) => ended.outcome === "judged" && ended.result.problems.length === 0);
  const wrong = ends.filter((ended) => (ended.outcome === "judged" ? ended.result.problems.length > 0 : ended.isCase));
  const failed = ends.length - held.length;
  const exit = wrong.length > 0 ? 1 : failed > 0 || ends.length === 0 ? 3 : 0;
  return { passed: held.length, failed, skipped: skipped.length, exit };
}

/** The run as its JSON file has it. */
export function jsonOf(end: RunEnd): unknown {
  return {
    schema: "poddoctor/lab/1",
    at: new Date().toISOString(),
    seconds: Math.round(end.seconds),
    ...summaryOf(end),
    trials: end.trials.map(([{ labCase, release, kind }, ended]) => ({ name: labCase.name, release, kind, ...ended })),
    pairs: end.pairs.map(([pair, ended]) => ({ name: pairName(pair), release: pair.release, ...ended })),
    repairs: end.repairs.map(([{ name, release }, ended]) => ({ name, release, ...ended })),
    skippedTrials: end.skipped,
  };
}
