import { describe, expect, test } from "bun:test";
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { fileWith } from "./file-state.ts";
import { isUndoable, newRecord, Recorder, RecordNotKept, readRecords, stateDirectory } from "./record.ts";
import { isRoot, scratch } from "./testing/ground.ts";

const account = { name: "podder", uid: 1001 };
const now = new Date("2026-11-23T09:08:07.654Z");
const entry = { check: "one", subject: "host", as: "user", status: "done" } as const;
const change = { path: "/x", before: { kind: "absent" }, after: fileWith("x") } as const;

test("records lie in the system's state for root, in the account's for others, and never at a relative path", () => {
  expect(stateDirectory(0, "/root", "/elsewhere")).toBe("/var/lib/poddoctor/repairs");
  expect(stateDirectory(1001, "/home/podder", undefined)).toBe("/home/podder/.local/state/poddoctor/repairs");
  expect(stateDirectory(1001, "/home/podder", "")).toBe("/home/podder/.local/state/poddoctor/repairs");
  expect(stateDirectory(1001, "/home/podder", "state")).toBe("/home/podder/.local/state/poddoctor/repairs");
  expect(stateDirectory(1001, "/home/podder", "/srv/state")).toBe("/srv/state/poddoctor/repairs");
});

describe("ids", () => {
  test("say when and for whom, and are given once", () => {
    using folder = scratch();
    const ids = [0, 1, 2].map(() => {
      const record = newRecord(folder.path, account, now);
      new Recorder(folder.path, record).save();
      return record.id;
    });
    expect(ids).toEqual([
      "2026-11-23T09-08-07Z-podder",
      "2026-11-23T09-08-07Z-podder-2",
      "2026-11-23T09-08-07Z-podder-3",
    ]);
    expect(readRecords(folder.path).records.map(({ id }) => id)).toEqual(ids.reverse());
  });

  test("are file names whatever the account is called", () => {
    expect(newRecord("/nowhere", { name: "../DOM\\user", uid: 70_001 }, now).id).toBe("2026-11-23T09-08-07Z-70001");
  });

  test("sort by their count, not by its digits", () => {
    using folder = scratch();
    for (let count = 0; count < 12; count += 1) {
      new Recorder(folder.path, newRecord(folder.path, account, now)).save();
    }
    expect(readRecords(folder.path).records.map(({ id }) => id.split("podder")[1])).toEqual([
      ...[12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((count) => `-${count}`),
      "",
    ]);
  });
});

test("what is kept is read back, for its owner alone", () => {
  using folder = scratch();
  const directory = `${folder.path}/state/repairs`;
  const recorder = new Recorder(directory, newRecord(directory, account, now));
  recorder.record.entries.push({ ...entry, change }, { ...entry, command: { argv: ["true"], undo: ["false"] } });
  recorder.save();
  recorder.save();
  expect(readRecords(directory)).toEqual({ records: [recorder.record], unreadable: [] });
  expect(readdirSync(directory)).toEqual([`${recorder.record.id}.json`]);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(`${directory}/${recorder.record.id}.json`).mode & 0o777).toBe(0o600);
});

describe("a record that cannot be kept says why", () => {
  test.each<[string, (path: string) => void, string]>([
    ["a file in the folder's place", (path) => writeFileSync(path, ""), "something of that name was made meanwhile"],
    ["a dangling link in its place", (path) => symlinkSync("/no/such", path), ""],
  ])("%s", (_, plant, why) => {
    using folder = scratch();
    const directory = `${folder.path}/repairs`;
    plant(directory);
    const recorder = new Recorder(directory, newRecord(directory, account, now));
    expect(() => recorder.save()).toThrow(RecordNotKept);
    expect(() => recorder.save()).toThrow(`the way back cannot be written down: ${directory}: ${why}`);
  });

  test.skipIf(isRoot)("a folder that may not be written", () => {
    const recorder = new Recorder("/proc/poddoctor", newRecord("/proc/poddoctor", account, now));
    expect(() => recorder.save()).toThrow(RecordNotKept);
  });
});

describe("records that are damaged", () => {
  const whole = {
    schema: "poddoctor/repair-record/1",
    id: "x",
    at: "2026-11-23T09:08:07Z",
    account: "podder",
    entries: [],
  };
  const with_ = (entries: unknown) => JSON.stringify({ ...whole, entries });
  test.each([
    ["empty", ""],
    ["cut off", JSON.stringify(whole).slice(0, 50)],
    ["of a later version", JSON.stringify({ ...whole, schema: "poddoctor/repair-record/2" })],
    ["null", "null"],
    ["an array", "[]"],
    ["under another name", JSON.stringify({ ...whole, id: "../x" })],
    ["no entries", with_(undefined)],
    ["null entries", with_([null])],
    ["an entry of nothing", with_([entry])],
    ["a relative path", with_([{ ...entry, change: { ...change, path: "x" } }])],
    ["a state of an unknown kind", with_([{ ...entry, change: { ...change, after: { kind: "toString" } } }])],
    ["a command of no words", with_([{ ...entry, command: { argv: [] } }])],
    ["an unknown status", with_([{ ...entry, change, status: "odd" }])],
    ["another hand", with_([{ ...entry, change, as: "everybody" }])],
  ])("%s: left out, named, and in nobody's way", (_, text) => {
    using folder = scratch();
    new Recorder(folder.path, newRecord(folder.path, account, now)).save();
    writeFileSync(`${folder.path}/x.json`, text);
    const { records, unreadable } = readRecords(folder.path);
    expect(records).toHaveLength(1);
    expect(unreadable).toEqual([`${folder.path}/x.json is no record of a repair`]);
  });

  test("things that are no file at all, and other people's files", () => {
    using folder = scratch();
    mkdirSync(`${folder.path}/folder.json`);
    Bun.spawnSync(["mkfifo", `${folder.path}/fifo.json`]);
    writeFileSync(`${folder.path}/notes.txt`, "");
    writeFileSync(`${folder.path}/.hidden.json`, "");
    expect(readRecords(folder.path)).toEqual({
      records: [],
      unreadable: ["fifo", "folder"].map((name) => `${folder.path}/${name}.json is no record of a repair`),
    });
  });

  test("a folder that is absent, or none", () => {
    using folder = scratch();
    writeFileSync(`${folder.path}/file`, "");
    expect(readRecords(`${folder.path}/none`)).toEqual({ records: [], unreadable: [] });
    expect(readRecords(`${folder.path}/file`).unreadable).toEqual([
      `${folder.path}/file: a part of the path is no folder`,
    ]);
  });
});

test("what can be taken back", () => {
  const record = newRecord("/nowhere", account, now);
  const of = (...entries: readonly (typeof record.entries)[number][]) =>
    isUndoable({ ...record, entries: [...entries] });
  const command = { argv: ["true"] };
  expect(of()).toBe(false);
  expect(of({ ...entry, change })).toBe(true);
  expect(of({ ...entry, change, status: "intended" })).toBe(true);
  expect(of({ ...entry, change, status: "undone" }, { ...entry, change, status: "failed" })).toBe(false);
  expect(of({ ...entry, command })).toBe(false);
  expect(of({ ...entry, command: { ...command, undo: ["false"] } })).toBe(true);
});
