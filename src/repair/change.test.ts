import { describe, expect, test } from "bun:test";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { applyChange, missingParents } from "./change.ts";
import { type FileState, fileWith, readFileState } from "./file-state.ts";
import { scratch, snapshot } from "./testing/ground.ts";

const states: Readonly<Record<string, FileState>> = {
  absent: { kind: "absent" },
  folder: { kind: "directory" },
  link: { kind: "symlink", target: "/nowhere/at all" },
  "other link": { kind: "symlink", target: "there" },
  file: fileWith("[Service]\n"),
  "other file": fileWith(Uint8Array.of(0xef, 0xbb, 0xbf, 13, 10, 0xe9)),
  "executable file": fileWith("[Service]\n", 0o755),
  "secret file": fileWith("x", 0o600),
};

/** Brings a free path into a state by plain calls. */
function plant(path: string, state: FileState): void {
  if (state.kind === "directory") mkdirSync(path);
  if (state.kind === "symlink") symlinkSync(state.target, path);
  if (state.kind !== "file") return;
  writeFileSync(path, Buffer.from(state.base64, "base64"));
  chmodSync(path, state.mode);
}

const pairs = Object.entries(states).flatMap(([from, before]) =>
  Object.entries(states)
    .filter(([to]) => to !== from)
    .map(([to, after]) => ({ from, to, before, after })),
);

describe("every way from one state to another", () => {
  test.each(pairs)("$from -> $to", ({ before, after }) => {
    using folder = scratch();
    const path = `${folder.path}/place`;
    plant(path, before);
    const was = snapshot(folder.path);
    const result = applyChange({ path, before, after });
    // A folder is never replaced, and a thing is never replaced by one: nothing that somebody has is taken away unasked.
    const possible = after.kind === "absent" || (before.kind !== "directory" && after.kind !== "directory");
    if (!possible && before.kind !== "absent") {
      expect(result.outcome).toBe("failed");
      expect(snapshot(folder.path)).toEqual(was);
      return;
    }
    expect(result).toEqual({ outcome: "changed" });
    expect(readFileState(path)).toEqual(after);
    expect(applyChange({ path, before, after })).toEqual({ outcome: "already" });
    expect(applyChange({ path, before: after, after: before })).toEqual({ outcome: "changed" });
    expect(snapshot(folder.path)).toEqual(was);
  });
});

test.each([0o000, 0o022, 0o077, 0o777])("the mode is what was asked for under umask %o", (mask) => {
  using folder = scratch();
  const path = `${folder.path}/place`;
  const old = process.umask(mask);
  try {
    applyChange({ path, before: { kind: "absent" }, after: fileWith("x", 0o640) });
  } finally {
    process.umask(old);
  }
  expect(statSync(path).mode & 0o7777).toBe(0o640);
});

describe("what somebody else changed meanwhile is left alone and named", () => {
  const before = fileWith("old\n");
  const after = fileWith("new\n");
  test.each<[string, (path: string) => void, string]>([
    ["changed", (path) => writeFileSync(path, "theirs\n"), "was changed by somebody else meanwhile"],
    ["its mode alone", (path) => chmodSync(path, 0o600), "got mode 0600 instead of 0644 meanwhile"],
    ["removed", unlinkSync, "was removed by somebody else meanwhile"],
    [
      "a link in its place",
      (path) => {
        unlinkSync(path);
        symlinkSync("/etc/passwd", path);
      },
      "was changed by somebody else meanwhile",
    ],
    [
      "a FIFO in its place",
      (path) => {
        unlinkSync(path);
        Bun.spawnSync(["mkfifo", path]);
      },
      "is neither a file nor a folder nor a link",
    ],
  ])("%s", (_, meddle, text) => {
    using folder = scratch();
    const path = `${folder.path}/place`;
    plant(path, before);
    meddle(path);
    const was = snapshot(folder.path);
    expect(applyChange({ path, before, after })).toEqual({ outcome: "differs", detail: `${path} ${text}` });
    expect(snapshot(folder.path)).toEqual(was);
  });

  test("made", () => {
    using folder = scratch();
    const path = `${folder.path}/place`;
    writeFileSync(path, "theirs");
    expect(applyChange({ path, before: { kind: "absent" }, after })).toEqual({
      outcome: "differs",
      detail: `${path} was made by somebody else meanwhile`,
    });
  });

  test("put into a folder that is to go", () => {
    using folder = scratch();
    const path = `${folder.path}/place`;
    mkdirSync(path);
    writeFileSync(`${path}/theirs`, "");
    expect(applyChange({ path, before: { kind: "directory" }, after: { kind: "absent" } })).toEqual({
      outcome: "differs",
      detail: `${path} holds what somebody else put there`,
    });
  });
});

describe("what fails is said in words and leaves nothing behind", () => {
  test("no folder to write in", () => {
    using folder = scratch();
    const path = `${folder.path}/none/place`;
    expect(applyChange({ path, before: { kind: "absent" }, after: fileWith("x") })).toEqual({
      outcome: "failed",
      detail: `${path}: a folder of the path does not exist`,
    });
  });

  test("a file on the way", () => {
    using folder = scratch();
    writeFileSync(`${folder.path}/file`, "");
    const path = `${folder.path}/file/place`;
    expect(applyChange({ path, before: { kind: "absent" }, after: fileWith("x") })).toEqual({
      outcome: "failed",
      detail: `${path}: a part of the path is no folder`,
    });
  });

  test.each(["write", "finish", "rename"])("an error at %s", (at) => {
    using folder = scratch();
    const path = `${folder.path}/place`;
    writeFileSync(path, "old");
    const was = snapshot(folder.path);
    const before = readFileState(path);
    const result = applyChange({ path, before, after: fileWith("new") }, (what) => {
      if (what.startsWith(at)) throw Object.assign(new Error("no"), { code: "ENOSPC" });
    });
    expect(result).toEqual({ outcome: "failed", detail: `${path}: no space is left on the file system` });
    expect(snapshot(folder.path)).toEqual(was);
  });
});

describe("files that a killed run left", () => {
  const dead = 4_194_305;
  test("are removed, those of living runs and of others are not", () => {
    using folder = scratch();
    const kept = [`.poddoctor-${process.ppid}-0a1b2c3d4e5f`, ".poddoctor-mine", `.poddoctor-${dead}-xyz`];
    for (const name of [...kept, `.poddoctor-${dead}-0a1b2c3d4e5f`, `.poddoctor-${dead}-1`]) {
      writeFileSync(`${folder.path}/${name}`, "half");
    }
    applyChange({ path: `${folder.path}/place`, before: { kind: "absent" }, after: fileWith("x") });
    expect(readdirSync(folder.path).sort()).toEqual([...kept, "place"].sort());
  });

  test("are links at times, which are removed and not followed; a folder of that name hinders nobody", () => {
    using folder = scratch();
    writeFileSync(`${folder.path}/victim`, "whole");
    symlinkSync("victim", `${folder.path}/.poddoctor-${dead}-aa`);
    mkdirSync(`${folder.path}/.poddoctor-${dead}-bb`);
    const path = `${folder.path}/place`;
    expect(applyChange({ path, before: { kind: "absent" }, after: fileWith("x") })).toEqual({ outcome: "changed" });
    expect(readFileSync(`${folder.path}/victim`, "utf8")).toBe("whole");
    expect(existsSync(`${folder.path}/.poddoctor-${dead}-aa`)).toBe(false);
  });
});

test("the folders that are missing, from the top", () => {
  const there = (path: string) => path === "/home/anna";
  expect(missingParents("/home/anna/.config/systemd/user", there)).toEqual([
    "/home/anna/.config",
    "/home/anna/.config/systemd",
  ]);
  expect(missingParents("/home/anna/file", there)).toEqual([]);
});
