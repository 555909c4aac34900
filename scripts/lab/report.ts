import { nameOfPair, nameOfRepair, nameOfTrial } from "./resume.ts";
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

/** How many lines of a run's table are of which run, the first run first; one run where nothing was taken over. */
export function runsOf({ trials, pairs, repairs }: RunEnd): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const [, { run }] of [...trials, ...pairs, ...repairs]) counts.set(run, (counts.get(run) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The run as its JSON file has it. */
export function jsonOf(end: RunEnd): unknown {
  return {
    schema: "poddoctor/lab/1",
    at: new Date().toISOString(),
    seconds: Math.round(end.seconds),
    executable: end.executable,
    ...summaryOf(end),
    trials: end.trials.map(([trial, ended]) => ({ ...nameOfTrial(trial), ...ended })),
    pairs: end.pairs.map(([pair, ended]) => ({ ...nameOfPair(pair), ...ended })),
    repairs: end.repairs.map(([trial, ended]) => ({ ...nameOfRepair(trial), ...ended })),
    skippedTrials: end.skipped,
  };
}
