import { writeFileSync } from "node:fs";
import type { Choice } from "./choice.ts";
import { command } from "./command.ts";
import type { Lab } from "./lab.ts";
import { type PairEnd, type PairResult, pairName, runPair } from "./pair-trial.ts";
import type { Pair } from "./pairs.ts";
import { doAll, type Ended } from "./pool.ts";
import { type RepairEnd, type RepairResult, runRepair } from "./repair-trial.ts";
import type { RepairTrial } from "./repair-trials.ts";
import { jsonOf, summaryOf } from "./report.ts";
import { writeResults } from "./results-file.ts";
import { digestOfFile, takenOver } from "./resume.ts";
import { cellsOf, columns, firstLine, HEADINGS, remarksOf, type TrialEnd } from "./table.ts";
import { isSlow, keptDirectory, measureAlone, runTrial, type Trial, type TrialResult } from "./trial.ts";

export interface RunOptions {
  readonly choice: Choice;
  readonly binary: string;
  readonly keep: boolean;
  readonly jobs: number;
  readonly json: string;
  /** Whether the table is written into the repository. */
  readonly write: boolean;
  /** What was asked for, for the table: `--all `, or nothing for the usual run. */
  readonly words: string;
  /** The JSON files of earlier runs, of which is taken over what the same executable was judged by. */
  readonly resume: readonly string[];
}

/** All that a run came to. */
export interface RunEnd {
  readonly trials: readonly TrialEnd[];
  readonly pairs: readonly PairEnd[];
  readonly repairs: readonly RepairEnd[];
  readonly skipped: Choice["skipped"];
  readonly seconds: number;
  readonly mends: boolean;
  /** How many trials and pairs the run is of. */
  readonly planned: number;
  readonly words: string;
  /** The digest of the executable. */
  readonly executable: string;
  /** What an earlier run had judged and this one tried again, in a sentence each. */
  readonly again: readonly string[];
}

/** Tries what was chosen, shows each as it ends and all at the end, writes the JSON file; the exit status. */
export async function runAll(lab: Lab, options: RunOptions): Promise<number> {
  const { choice, binary, keep, jobs, json } = options;
  const begun = Date.now();
  const mends = await hasFix(binary);
  if (!mends) console.error("lab: the executable has no `fix` yet: nothing is mended in this run");
  const digest = digestOfFile(binary);
  const taken = takenOver(choice, options.resume, digest);
  const trials = [...taken.trials];
  const pairs = [...taken.pairs];
  const repairs = [...taken.repairs];
  const open: Choice = {
    trials: choice.trials.filter(isOpen(taken.trials)),
    repairs: choice.repairs.filter(isOpen(taken.repairs)),
    pairs: choice.pairs.filter(isOpen(taken.pairs)),
    skipped: choice.skipped,
  };
  const planned = choice.trials.length + choice.repairs.length + choice.pairs.length;
  const progress = new Progress(planned, trials.length + pairs.length + repairs.length);
  await buildAll(lab, open);
  const work = (trial: Trial) => runTrial(lab, trial, { binary, mends, keep });
  // As it goes, so that a run that is ended in the middle leaves what it found.
  const write = (): RunEnd => {
    const seconds = (Date.now() - begun) / 1000;
    const end: RunEnd = {
      trials: inOrderOf(choice.trials, trials),
      pairs: inOrderOf(choice.pairs, pairs),
      repairs: inOrderOf(choice.repairs, repairs),
      skipped: choice.skipped,
      seconds,
      mends,
      planned,
      words: options.words,
      executable: digest,
      again: taken.again,
    };
    writeFileSync(json, `${JSON.stringify(jsonOf(end), null, 2)}\n`);
    if (options.write) writeResults(end);
    return end;
  };
  const tell = (trial: Trial, ended: Ended<TrialResult>): void => {
    progress.tell(`${trial.release} ${trial.kind} ${trial.labCase.name}`, ended);
    if (keep) console.error(`     kept in ${keptDirectory(trial)}`);
    trials.push([trial, ended]);
    write();
  };
  const tellPair = (pair: Pair, ended: Ended<PairResult>): void => {
    progress.tell(`${pair.release} ${pairName(pair)}`, ended);
    pairs.push([pair, ended]);
    write();
  };
  const tellRepair = (trial: RepairTrial, ended: Ended<RepairResult>): void => {
    progress.tell(`${trial.release} ${trial.name}`, ended);
    repairs.push([trial, ended]);
    write();
  };
  const ofKind = (wanted: Trial["kind"]) => open.trials.filter(({ kind }) => kind === wanted);
  await doAll(ofKind("container"), jobs, work, tell);
  trials.splice(0, trials.length, ...(await measuredAlone(lab, trials, binary)));
  await doAll(open.repairs, jobs, (trial) => runRepair(lab, trial, binary), tellRepair);
  await doAll(open.pairs, jobs, (pair) => runPair(lab, pair, binary), tellPair);
  // An emulated processor computes all the time.
  await doAll(ofKind("vm"), Math.max(1, Math.floor(jobs / 2)), work, tell);
  const end = write();
  show(end, json);
  return summaryOf(end).exit;
}

function isOpen<Piece>(ends: readonly (readonly [Piece, unknown])[]): (piece: Piece) => boolean {
  const pieces = new Set(ends.map(([piece]) => piece));
  return (piece) => !pieces.has(piece);
}

function inOrderOf<Piece, End extends readonly [Piece, unknown]>(order: readonly Piece[], ends: readonly End[]): End[] {
  return [...ends].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}

/** A diagnosis that took long while other hosts were booting is measured again with the machine to itself. */
async function measuredAlone(lab: Lab, ends: readonly TrialEnd[], binary: string): Promise<TrialEnd[]> {
  const judged: TrialEnd[] = [];
  for (const [trial, ended] of ends) {
    if (ended.outcome !== "judged" || !isSlow(ended.result)) {
      judged.push([trial, ended]);
      continue;
    }
    const [again] = await doAll(
      [trial],
      1,
      () => measureAlone(lab, trial, binary),
      () => {},
    );
    const milliseconds = again?.[1].outcome === "judged" ? again[1].result : ended.result.milliseconds;
    const result = { ...ended.result, milliseconds };
    const problems = isSlow(result)
      ? [...result.problems, "a diagnosis takes too long, with nothing else running"]
      : result.problems;
    console.error(
      `lab: ${trial.release} ${trial.labCase.name} measured alone: ${milliseconds.root}/${milliseconds.user} ms`,
    );
    judged.push([trial, { ...ended, result: { ...result, problems } }]);
  }
  return judged;
}

// Before any trial, so that the seconds of a trial are its own.
async function buildAll(lab: Lab, choice: Choice): Promise<void> {
  const wanted = new Map(
    choice.trials.map(({ release, labCase }) => [`${release} ${labCase.on}`, { release, on: labCase.on }]),
  );
  for (const { release, on } of choice.repairs) wanted.set(`${release} ${on}`, { release, on });
  for (const { release } of choice.pairs) wanted.set(`${release} seed`, { release, on: "seed" });
  for (const { release, on } of wanted.values()) {
    await lab.build(release, on).catch(async (error: Error) => {
      console.error(`lab: once more, since ${firstLine(error.message)}`);
      await lab.build(release, on);
    });
  }
}

async function hasFix(binary: string): Promise<boolean> {
  const help = await command([binary, "--help"]);
  return /^\s+fix\b/m.test(help.stdout);
}

class Progress {
  readonly all: number;
  #done: number;

  constructor(all: number, takenOver: number) {
    this.all = all;
    this.#done = takenOver;
    if (takenOver > 0) console.error(`lab: ${takenOver} of ${all} are taken over from earlier runs`);
  }

  tell(what: string, ended: Ended<{ readonly problems: readonly string[] }>): void {
    this.#done++;
    const problems = ended.outcome === "broken" ? [ended.why] : ended.result.problems;
    const word = ended.outcome === "broken" ? "DIED" : problems.length > 0 ? "FAIL" : "ok  ";
    console.error(`${`${this.#done}/${this.all}`.padStart(9)} ${word} ${what}  ${ended.seconds.toFixed(1)} s`);
    for (const problem of problems) console.error(`               ${problem}`);
    if (ended.outcome === "judged" && ended.hiccup !== undefined)
      console.error(`               tried twice, since ${firstLine(ended.hiccup)}`);
  }
}

function show(end: RunEnd, json: string): void {
  if (end.trials.length > 0) console.log(`\n${columns(HEADINGS, end.trials.map(cellsOf))}`);
  for (const trial of end.trials)
    for (const remark of remarksOf(trial))
      console.log(`${trial[0].labCase.name} (${trial[0].release}, ${trial[0].kind}): ${remark}`);
  const failedPairs = end.pairs.filter(([, ended]) => ended.outcome === "broken" || ended.result.problems.length > 0);
  if (end.pairs.length > 0)
    console.log(`\n${end.pairs.length} pairs, ${end.pairs.length - failedPairs.length} as they must be`);
  for (const [pair, ended] of failedPairs) {
    const what =
      ended.outcome === "broken"
        ? ended.why
        : `${ended.result.problems.join("; ")} (names ${ended.result.named.join(", ")})`;
    console.log(`${pairName(pair)} (${pair.release}): ${what}`);
  }
  for (const [{ name, release }, ended] of end.repairs) {
    const problems = ended.outcome === "broken" ? [ended.why] : ended.result.problems;
    console.log(`${name} (${release}): ${problems.join("; ") || "held"}`);
  }
  for (const sentence of end.again) console.log(sentence);
  const reported = end.trials.filter(([{ reports }]) => reports);
  const views = reported.flatMap(([, ended]) => (ended.outcome === "judged" ? ended.result.replayed : []));
  if (reported.length > 0)
    console.log(
      `reports of ${reported.length} hosts, as root and as the user: ${views.length} replayed to what the host said`,
    );
  for (const { name, release, kind, why } of end.skipped) console.log(`${name} (${release}, ${kind}) skipped: ${why}`);
  console.log(`\nAll of it is in ${json}; ${Math.round(end.seconds)} s.`);
  const { passed, failed, skipped } = summaryOf(end);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}
