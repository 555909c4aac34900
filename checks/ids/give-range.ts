import type { SubordinateRange } from "../../src/facts/account.ts";
import type { IdMapping, SubordinateIds } from "../../src/facts/id-mapping.ts";
import { type Repair, repairOf } from "../../src/repair/repair.ts";

/** As login.defs(5) has SUB_UID_MIN and SUB_UID_COUNT, and their like for groups, where nobody changed them. */
const lowest = 100_000;
const count = 65_536;

/** The range that an account without one is given: the one it has of the other kind, else the lowest that is nobody's. */
export function rangeToGive(missing: SubordinateIds, other: SubordinateIds): SubordinateRange {
  const taken = [missing, other].flatMap(({ text }) => allRanges(text ?? ""));
  const [own] = other.ranges;
  if (own && own.count >= count && isFree(own, allRanges(missing.text ?? ""))) return { start: own.start, count };
  const starts = [lowest, ...taken.map(({ start, count: size }) => start + size)].filter((start) => start >= lowest);
  const free = starts.sort((a, b) => a - b).find((start) => isFree({ start, count }, taken));
  return { start: free ?? lowest, count };
}

/** Appends the account's line to the file that has none; undefined where no file decides. */
export function giveRange(name: string, missing: SubordinateIds, { uid, gid }: IdMapping): Repair | undefined {
  if (missing.text === undefined) return undefined;
  const { start } = rangeToGive(missing, missing.kind === "uid" ? gid : uid);
  const before = missing.text === "" || missing.text.endsWith("\n") ? missing.text : `${missing.text}\n`;
  return repairOf({
    kind: "file",
    as: "root",
    path: missing.source,
    content: `${before}${name}:${start}:${count}\n`,
  });
}

function allRanges(text: string): readonly SubordinateRange[] {
  return [...text.matchAll(/^[^:\n]+:(\d+):(\d+)\s*$/gm)].map(([, start, size]) => ({
    start: Number(start),
    count: Number(size),
  }));
}

function isFree({ start, count: size }: SubordinateRange, taken: readonly SubordinateRange[]): boolean {
  return taken.every((range) => range.start >= start + size || range.start + range.count <= start);
}
