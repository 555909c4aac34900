import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { AccountWriter } from "./account-writer.ts";
import { applyRepair } from "./apply.ts";
import { fileWith } from "./file-state.ts";
import { planRepairs } from "./plan.ts";
import { newRecord, Recorder, readRecords } from "./record.ts";
import type { RepairStep } from "./repair.ts";
import { fromSources } from "./testing/account.ts";
import { commandHost, isRoot, resultOf, scratch, snapshot, stranger } from "./testing/ground.ts";

// Many processes each; other work on the machine must not fail them.
setDefaultTimeout(60_000);

/** A file system of its own, of a few pages, that is gone when the test is done. */
function mounted() {
  const folder = scratch();
  mount("-t", "tmpfs", "-o", "size=64k,uid=12345,gid=12345,mode=755", "tmpfs", folder.path);
  return {
    path: folder.path,
    [Symbol.dispose]: () => {
      Bun.spawnSync(["umount", folder.path]);
      folder[Symbol.dispose]();
    },
  };
}

function mount(...words: readonly string[]): void {
  const { exitCode, stderr } = Bun.spawnSync(["mount", ...words]);
  if (exitCode !== 0) throw new Error(stderr.toString());
}

function mayMount(): boolean {
  if (!isRoot) return false;
  try {
    using _ = mounted();
    return true;
  } catch {
    return false;
  }
}

/** Fills what is left, to the last byte. */
function fill(path: string): void {
  Bun.spawnSync(["dd", "if=/dev/zero", `of=${path}/ballast`, "bs=4k"], { stderr: "ignore" });
}

async function mend(home: string, state: string, ...steps: readonly RepairStep[]) {
  const account = stranger(home);
  const writers = { user: new AccountWriter(account, fromSources) };
  const recorder = new Recorder(state, newRecord(state, account, new Date()));
  const [plan] = await planRepairs([resultOf("one", ...steps)], writers);
  if (!plan) throw new Error("nothing was planned");
  const applied = await applyRepair(plan, { host: commandHost().host, account, writers, recorder });
  await writers.user.end();
  return applied;
}

describe.skipIf(!mayMount())("a file system", () => {
  test("that is read-only is said to be, and nothing is tried after the first step", async () => {
    using home = mounted();
    using state = scratch();
    mount("-o", "remount,ro", home.path);
    const { done, failed, left } = await mend(home.path, state.path, {
      kind: "file",
      as: "user",
      path: `${home.path}/.config/a`,
      content: "x",
    });
    expect([done.length, left.length]).toEqual([0, 1]);
    expect(failed?.detail).toBe(`${home.path}/.config: the file system is read-only`);
  });

  test("that is full is said to be; the old file is whole, and no half of the new one stays", async () => {
    using home = mounted();
    using state = scratch();
    const path = `${home.path}/pod.service`;
    writeFileSync(path, "old\n");
    fill(home.path);
    const was = snapshot(home.path);
    const { failed } = await mend(home.path, state.path, {
      kind: "file",
      as: "user",
      path,
      content: "new\n".repeat(4000),
    });
    expect(failed?.detail).toBe(`${path}: no space is left on the file system`);
    expect(snapshot(home.path)).toEqual(was);
    const [record] = readRecords(state.path).records;
    expect(record?.entries.map(({ status }) => status)).toEqual(["failed"]);
  });

  test.each(["full", "read-only"])(
    "that is %s where the way back is to be written stops all: nothing is changed",
    async (how) => {
      using home = scratch();
      using state = mounted();
      chownSync(home.path, 12_345, 12_345);
      mkdirSync(`${state.path}/repairs`);
      if (how === "full") fill(state.path);
      else mount("-o", "remount,ro", state.path);
      const was = snapshot(home.path);
      const step: RepairStep = { kind: "file", as: "user", path: `${home.path}/file`, content: "x".repeat(8192) };
      const { done, failed } = await mend(home.path, `${state.path}/repairs`, step);
      expect(done).toEqual([]);
      expect(failed?.detail).toStartWith(`the way back cannot be written down: ${state.path}/repairs`);
      expect(failed?.detail).toEndWith(
        how === "full" ? "no space is left on the file system" : "the file system is read-only",
      );
      expect(snapshot(home.path)).toEqual(was);
      expect(readRecords(`${state.path}/repairs`).records).toEqual([]);
    },
  );

  test("that fills up after the change keeps what undo needs", async () => {
    using home = scratch();
    using state = mounted();
    chownSync(home.path, 12_345, 12_345);
    const account = stranger(home.path);
    const writers = { user: new AccountWriter(account, fromSources) };
    let saves = 0;
    const recorder = new Recorder(state.path, newRecord(state.path, account, new Date()), (what) => {
      if (what.startsWith("write ") && ++saves === 2) fill(state.path);
    });
    const step: RepairStep = { kind: "file", as: "user", path: `${home.path}/file`, content: "x" };
    const [plan] = await planRepairs([resultOf("one", step)], writers);
    if (!plan) throw new Error("nothing was planned");
    const { failed } = await applyRepair(plan, { host: commandHost().host, account, writers, recorder });
    await writers.user.end();
    expect(failed?.detail).toStartWith("it was done, but the way back cannot be written down: ");
    expect(readFileSync(`${home.path}/file`, "utf8")).toBe("x");
    const [record] = readRecords(state.path).records;
    expect(record?.entries).toMatchObject([{ status: "intended", change: { after: fileWith("x") } }]);
  });
});
