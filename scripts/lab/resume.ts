import { readFileSync } from "node:fs";
import type { Choice } from "./choice.ts";
import { type PairEnd, pairName } from "./pair-trial.ts";
import type { Pair } from "./pairs.ts";
import type { Ended } from "./pool.ts";
import type { RepairEnd } from "./repair-trial.ts";
import type { RepairTrial } from "./repair-trials.ts";
import type { TrialEnd } from "./table.ts";
import type { Trial } from "./trial.ts";
import { variantOf } from "./variants.ts";

/** A piece of work of a run, as the JSON file of the run tells it from others. */
export interface PieceName {
  readonly name: string;
  readonly release: string;
  readonly kind?: string;
  /** What was tried: another text planted, or another expectation, makes it another piece. */
  readonly digest: string;
}

/** What was judged before this run, and need not be judged again. */
export interface TakenOver {
  readonly trials: readonly TrialEnd[];
  readonly pairs: readonly PairEnd[];
  readonly repairs: readonly RepairEnd[];
  /** What is tried again although it was judged, for it did not hold: a sentence each. */
  readonly again: readonly string[];
}

interface Row extends PieceName {
  readonly outcome: string;
  readonly run: string;
  readonly result?: { readonly problems: readonly string[] };
}

/** The file is none of a run of the lab. */
export class NoEarlierRun extends Error {
  override readonly name = "NoEarlierRun";
}

export function nameOfTrial({ labCase, release, kind, reports }: Trial): PieceName {
  const digest = digestOf([labCase, variantOf(release, labCase.on), reports]);
  return { name: labCase.name, release, kind, digest };
}

export function nameOfPair(pair: Pair): PieceName {
  const { first, second, release } = pair;
  return { name: pairName(pair), release, digest: digestOf([first, second, variantOf(release, first.on)]) };
}

export function nameOfRepair(trial: RepairTrial): PieceName {
  const { name, release, on } = trial;
  return { name, release, digest: digestOf([trial, variantOf(release, on)]) };
}

/** What tells an executable from another: its content. */
export function digestOfFile(file: string): string {
  return new Bun.CryptoHasher("sha256").update(readFileSync(file)).digest("hex");
}

/**
 * Finds in the JSON files of earlier runs what of a choice was judged there by the same executable, in the same words,
 * and held. What broke is tried again, and what did not hold as well, which is said.
 *
 * @param executable the digest of the executable
 * @throws NoEarlierRun where a file is not what a run wrote
 */
export function takenOver(choice: Choice, files: readonly string[], executable: string): TakenOver {
  const rows = new Map<string, Row>();
  for (const file of files)
    for (const row of rowsIn(file, executable)) {
      const before = rows.get(keyOf(row));
      if (before === undefined || row.run >= before.run) rows.set(keyOf(row), row);
    }
  const again: string[] = [];
  const find = <Piece, Result>(pieces: readonly Piece[], nameOf: (piece: Piece) => PieceName) =>
    pieces.flatMap((piece): (readonly [Piece, Ended<Result>])[] => {
      const name = nameOf(piece);
      const row = rows.get(keyOf(name));
      if (row?.outcome !== "judged") return [];
      const problems = row.result?.problems ?? [];
      if (problems.length > 0) {
        again.push(
          `${wordsOf(name)} did not hold in the run of ${row.run} and was tried again: ${problems.join("; ")}`,
        );
        return [];
      }
      const { name: _name, release: _release, kind: _kind, digest: _digest, ...ended } = row;
      // The same schema, digest and program wrote it.
      return [[piece, ended as unknown as Ended<Result>]];
    });
  return {
    trials: find(choice.trials, nameOfTrial),
    pairs: find(choice.pairs, nameOfPair),
    repairs: find(choice.repairs, nameOfRepair),
    again,
  };
}

function rowsIn(file: string, executable: string): readonly Row[] {
  const run = documentIn(file);
  if (run === undefined) throw new NoEarlierRun(`${file} is not the JSON file of a run`);
  if (run.executable !== executable) {
    console.error(`lab: nothing of ${file} is taken over: it is of another executable`);
    return [];
  }
  return [...run.trials, ...run.pairs, ...run.repairs];
}

interface RunDocument {
  readonly schema: string;
  readonly executable?: string;
  readonly trials: readonly Row[];
  readonly pairs: readonly Row[];
  readonly repairs: readonly Row[];
}

function documentIn(file: string): RunDocument | undefined {
  try {
    const run = JSON.parse(readFileSync(file, "utf8")) as RunDocument;
    return run.schema === "poddoctor/lab/1" ? run : undefined;
  } catch {
    return undefined;
  }
}

function keyOf({ name, release, kind = "", digest }: PieceName): string {
  return JSON.stringify([name, release, kind, digest]);
}

function wordsOf({ name, release, kind }: PieceName): string {
  return `${name} (${kind === undefined ? release : `${release}, ${kind}`})`;
}

function digestOf(what: unknown): string {
  const text = JSON.stringify(what, (_key, value: unknown) => (typeof value === "function" ? String(value) : value));
  return new Bun.CryptoHasher("sha256").update(text).digest("hex").slice(0, 16);
}
