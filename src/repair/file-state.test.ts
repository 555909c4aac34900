import { describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { contentOf, fileWith, readFileState, sameState } from "./file-state.ts";
import { isRoot, scratch } from "./testing/ground.ts";

describe("what stands at a path", () => {
  test("is nothing, a folder, a link that is not followed, or a file with its bytes and its mode", () => {
    using folder = scratch();
    const at = (name: string) => `${folder.path}/${name}`;
    mkdirSync(at("folder"));
    symlinkSync("/etc/passwd", at("link"));
    symlinkSync("nowhere", at("dangling"));
    writeFileSync(at("file"), Uint8Array.of(0xff, 0, 13, 10));
    chmodSync(at("file"), 0o4751);
    expect(readFileState(at("absent"))).toEqual({ kind: "absent" });
    expect(readFileState(at("folder"))).toEqual({ kind: "directory" });
    expect(readFileState(at("link"))).toEqual({ kind: "symlink", target: "/etc/passwd" });
    expect(readFileState(at("dangling"))).toEqual({ kind: "symlink", target: "nowhere" });
    const state = readFileState(at("file"));
    expect(state).toEqual({ kind: "file", base64: "/wANCg==", mode: 0o4751 });
    expect([...contentOf(state)]).toEqual([0xff, 0, 13, 10]);
  });

  test("is not opened where that could block or never end", () => {
    using folder = scratch();
    const path = `${folder.path}/fifo`;
    Bun.spawnSync(["mkfifo", path]);
    expect(readFileState(path).kind).toBe("other");
    expect(readFileState("/dev/zero").kind).toBe("other");
    const large = `${folder.path}/large`;
    writeFileSync(large, "");
    truncateSync(large, 5 * 1024 * 1024);
    expect(readFileState(large)).toEqual({ kind: "other", what: "has 5242880 bytes" });
  });

  test("is an error where it may not be looked at", () => {
    using folder = scratch();
    writeFileSync(`${folder.path}/file`, "");
    expect(() => readFileState(`${folder.path}/file/below`)).toThrow("ENOTDIR");
    chmodSync(`${folder.path}/file`, 0);
    if (!isRoot) expect(() => readFileState(`${folder.path}/file`)).toThrow("EACCES");
  });
});

test("two states are the same by what a repair sets, in whatever order it was read", () => {
  expect(sameState({ kind: "absent" }, { kind: "directory" })).toBe(false);
  expect(sameState(fileWith("a"), { mode: 0o644, base64: "YQ==", kind: "file" })).toBe(true);
  expect(sameState(fileWith("a"), fileWith("b"))).toBe(false);
  expect(sameState(fileWith("a"), fileWith("a", 0o755))).toBe(false);
  expect(sameState({ kind: "symlink", target: "a" }, { kind: "symlink", target: "./a" })).toBe(false);
});
