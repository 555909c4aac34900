import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readRecords } from "./record.ts";
import { scratch, snapshot } from "./testing/ground.ts";
import { mendStage, setStage, unmendStage } from "./testing/kill-stage.ts";

type Tree = Readonly<Record<string, string>>;

const program = join(import.meta.dir, "testing/killed.ts");
// Hundreds of runs, and each write is made durable: on a disk that takes a minute.
const memory = existsSync("/dev/shm") ? "/dev/shm" : undefined;
const isTemporary = (path: string) => path.includes("/.poddoctor-");

/** The stage as it is before, and as it is when all of it was mended; how many writes that takes, and taking it back. */
async function wholeRun(): Promise<{ before: Tree; mended: Tree; writes: number; undoWrites: number }> {
  using folder = scratch(memory);
  setStage(folder.path);
  const before = snapshot(`${folder.path}/home`);
  const counted = { writes: 0, undoWrites: 0 };
  const applied = await mendStage(folder.path, () => (counted.writes += 1));
  expect(applied.flatMap(({ failed }) => failed ?? [])).toEqual([]);
  const mended = snapshot(`${folder.path}/home`);
  await unmendStage(folder.path, () => (counted.undoWrites += 1));
  expect(snapshot(`${folder.path}/home`)).toEqual(before);
  return { before, mended, ...counted };
}

const run = await wholeRun();

async function runKilled(what: "fix" | "undo", root: string, point: number): Promise<void> {
  const child = Bun.spawn([process.execPath, program, what, root, String(point)], { stderr: "inherit" });
  await child.exited;
  expect(child.signalCode).toBe("SIGKILL");
}

/** Every path is as it was before or as it is when mended, and every record can be read. */
function expectWhole(root: string): void {
  const now = snapshot(`${root}/home`);
  const odd = Object.entries(now).filter(
    ([path, state]) => !isTemporary(path) && state !== run.before[path] && state !== run.mended[path],
  );
  expect(odd).toEqual([]);
  const lost = Object.keys(run.before).filter((path) => !(path in now) && path in run.mended);
  expect(lost).toEqual([]);
  expect(readRecords(`${root}/state`).unreadable).toEqual([]);
}

/** Does `work` for each number up to `last`, a few at a time. */
async function forEach(last: number, work: (point: number) => Promise<void>): Promise<void> {
  let next = 1;
  const worker = async () => {
    while (next <= last) {
      const point = next;
      next += 1;
      await work(point);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

async function taken(root: string): Promise<void> {
  const bad = (await unmendStage(root)).filter(({ outcome }) => outcome === "refused" || outcome === "failed");
  expect(bad).toEqual([]);
  expect(snapshot(`${root}/home`)).toEqual(run.before);
}

test("a repair that is killed at any write leaves each file whole; again, it completes, and all can be taken back", async () => {
  expect(run.writes).toBeGreaterThan(60);
  await forEach(run.writes, async (point) => {
    using folder = scratch(memory);
    setStage(folder.path);
    await runKilled("fix", folder.path, point);
    expectWhole(folder.path);
    const applied = await mendStage(folder.path);
    expect(applied.flatMap(({ failed }) => failed ?? [])).toEqual([]);
    expect(snapshot(`${folder.path}/home`)).toEqual(run.mended);
    expect(Object.keys(snapshot(folder.path)).filter(isTemporary)).toEqual([]);
    await taken(folder.path);
  });
}, 120_000);

test("a repair that is killed at any write can be taken back right then", async () => {
  await forEach(run.writes, async (point) => {
    using folder = scratch(memory);
    setStage(folder.path);
    await runKilled("fix", folder.path, point);
    await taken(folder.path);
  });
}, 120_000);

test("an undo that is killed at any write leaves each file whole; again, it completes", async () => {
  expect(run.undoWrites).toBeGreaterThan(40);
  await forEach(run.undoWrites, async (point) => {
    using folder = scratch(memory);
    setStage(folder.path);
    await mendStage(folder.path);
    await runKilled("undo", folder.path, point);
    expectWhole(folder.path);
    await taken(folder.path);
    expect(Object.keys(snapshot(folder.path)).filter(isTemporary)).toEqual([]);
  });
}, 120_000);
