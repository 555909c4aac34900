import { describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { applyRepair, type Ground } from "./apply.ts";
import { fileWith } from "./file-state.ts";
import { planRepairs } from "./plan.ts";
import { newRecord, Recorder, readRecords } from "./record.ts";
import type { RecordEntry } from "./record-format.ts";
import type { RepairStep } from "./repair.ts";
import { commandHost, resultOf, scratch, snapshot, stranger } from "./testing/ground.ts";
import { undoRepair } from "./undo.ts";
import { OwnWriter } from "./writer.ts";

function groundIn(folder: string, answer?: Parameters<typeof commandHost>[0]) {
  const { host, asked } = commandHost(answer);
  const account = stranger(`${folder}/home`);
  mkdirSync(account.home, { recursive: true });
  const state = `${folder}/state`;
  const recorder = new Recorder(state, newRecord(state, account, new Date()));
  const writers = { user: new OwnWriter(), root: new OwnWriter() };
  const ground: Ground = { host, account, writers, recorder };
  return { ground, asked, home: account.home, state };
}

async function apply(ground: Ground, ...steps: readonly RepairStep[]) {
  const [plan] = await planRepairs([resultOf("one", ...steps)], ground.writers);
  if (!plan) throw new Error("nothing was planned");
  return applyRepair(plan, ground);
}

async function outcomes(ground: Ground): Promise<readonly (readonly (string | undefined)[])[]> {
  return (await undoRepair(ground)).map(({ outcome, detail }) =>
    detail === undefined ? [outcome] : [outcome, detail],
  );
}

describe("what was changed since is refused by name, the rest is taken back", () => {
  test.each<[string, (path: string) => void, string]>([
    ["text", (path) => writeFileSync(path, "theirs"), "was changed by somebody else meanwhile"],
    ["the mode alone", (path) => chmodSync(path, 0o600), "got mode 0600 instead of 0644 meanwhile"],
  ])("%s", async (_, meddle, why) => {
    using folder = scratch();
    const { ground, home, state } = groundIn(folder.path);
    const file = (name: string): RepairStep => ({ kind: "file", as: "user", path: `${home}/d/${name}`, content: name });
    await apply(ground, file("a"), file("b"));
    meddle(`${home}/d/a`);
    expect(await outcomes(ground)).toEqual([
      ["undone"],
      ["refused", `${home}/d/a ${why}`],
      ["refused", `${home}/d holds what somebody else put there`],
    ]);
    expect(Object.keys(snapshot(home))).toEqual(["", "/d", "/d/a"]);
    // As soon as it is as it was left, the rest follows.
    writeFileSync(`${home}/d/a`, "a");
    chmodSync(`${home}/d/a`, 0o644);
    expect(await outcomes(ground)).toEqual([["undone"], ["undone"]]);
    expect(Object.keys(snapshot(home))).toEqual([""]);
    expect(readRecords(state).records[0]?.entries.every(({ status }) => status === "undone")).toBe(true);
  });
});

test("commands are taken back in their turn; one that fails is said, kept, and tried again", async () => {
  using folder = scratch();
  let works = false;
  const { ground, asked, home } = groundIn(folder.path, ([tool]) =>
    tool === "back" && !works ? { exit: 1, stderr: "it is\nbusy\n" } : {},
  );
  await apply(
    ground,
    { kind: "command", as: "root", argv: ["forth"], undo: ["back"] },
    { kind: "file", as: "user", path: `${home}/a`, content: "a" },
    { kind: "command", as: "user", argv: ["only-forth"] },
  );
  expect(await outcomes(ground)).toEqual([["nothing"], ["undone"], ["failed", "back: exit 1: it is; busy"]]);
  works = true;
  expect(await outcomes(ground)).toEqual([["undone"]]);
  expect(await outcomes(ground)).toEqual([]);
  expect(asked.filter((line) => line === "back")).toHaveLength(2);
});

test("a step that failed has no way back, unless it was done all the same", async () => {
  using folder = scratch();
  const { ground, home } = groundIn(folder.path);
  const failed = (name: string): RecordEntry => ({
    check: "one",
    subject: "host",
    as: "user",
    status: "failed",
    change: { path: `${home}/${name}`, before: { kind: "absent" }, after: fileWith("ours") },
  });
  ground.recorder.record.entries.push(failed("done"), failed("theirs"), failed("never"), {
    check: "one",
    subject: "host",
    as: "root",
    status: "failed",
    command: { argv: ["forth"], undo: ["back"] },
  });
  writeFileSync(`${home}/done`, "ours");
  writeFileSync(`${home}/theirs`, "theirs");
  expect(await outcomes(ground)).toEqual([["nothing"], ["nothing"], ["undone"]]);
  expect(Object.keys(snapshot(home))).toEqual(["", "/theirs"]);
});

test("what is root's is left to root", async () => {
  using folder = scratch();
  const { ground, home } = groundIn(folder.path);
  await apply(ground, { kind: "file", as: "root", path: `${home}/a`, content: "a" });
  const { user } = ground.writers;
  expect(await outcomes({ ...ground, writers: { user } })).toEqual([["failed", "only root may take this back"]]);
  expect(readFileSync(`${home}/a`, "utf8")).toBe("a");
});

test("a step that fails ends its repair; what was done before it is taken back, what was not tried is not", async () => {
  using folder = scratch();
  const { ground, home } = groundIn(folder.path, ([tool]) => (tool === "forth" ? { exit: 3, stderr: "no" } : {}));
  const applied = await apply(
    ground,
    { kind: "file", as: "user", path: `${home}/a`, content: "a" },
    { kind: "command", as: "user", argv: ["forth"], undo: ["back"] },
    { kind: "file", as: "user", path: `${home}/b`, content: "b" },
  );
  expect(applied).toMatchObject({ done: [{}], failed: { detail: "forth: exit 3: no" }, left: [{}] });
  expect(await outcomes(ground)).toEqual([["undone"]]);
  expect(Object.keys(snapshot(home))).toEqual([""]);
});
