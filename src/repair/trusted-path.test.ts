import { describe, expect, test } from "bun:test";
import { chmodSync, chownSync, lchownSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { isRoot, scratch, snapshot } from "./testing/ground.ts";
import { foreignFolder } from "./trusted-path.ts";
import { RootWriter } from "./writer.ts";

// Below /tmp nothing is root's alone.
const rootsOwn = "/run";

describe.skipIf(!isRoot)("a path on which nobody but root can swap anything", () => {
  test("is one of root's folders, whatever is missing at its end", () => {
    using folder = scratch(rootsOwn);
    expect(foreignFolder("/etc/passwd")).toBeUndefined();
    expect(foreignFolder("/")).toBeUndefined();
    expect(foreignFolder(`${folder.path}/none/at/all`)).toBeUndefined();
  });

  test.each<[string, (folder: string) => void]>([
    ["somebody else's folder", (folder) => chownSync(folder, 12_345, 0)],
    ["a folder that a group may write", (folder) => chmodSync(folder, 0o770)],
    ["a folder that everybody may write, sticky or not", (folder) => chmodSync(folder, 0o1777)],
  ])("is not below %s", (_, make) => {
    using folder = scratch(rootsOwn);
    mkdirSync(`${folder.path}/a/b`, { recursive: true });
    make(`${folder.path}/a`);
    expect(foreignFolder(`${folder.path}/a/b/c`)).toBe(`${folder.path}/a`);
    expect(foreignFolder(`${folder.path}/a`)).toBeUndefined();
    expect(foreignFolder(`${folder.path}/a/../x`)).toBe(`${folder.path}/a`);
    expect(foreignFolder(`${folder.path}/a/.`)).toBe(`${folder.path}/a`);
  });

  test("is judged where its links lead, and by who owns them", () => {
    using folder = scratch(rootsOwn);
    using open = scratch();
    mkdirSync(`${folder.path}/real`);
    symlinkSync("real", `${folder.path}/good`);
    symlinkSync(open.path, `${folder.path}/away`);
    symlinkSync("real", `${folder.path}/theirs`);
    lchownSync(`${folder.path}/theirs`, 12_345, 12_345);
    expect(foreignFolder(`${folder.path}/good/x`)).toBeUndefined();
    expect(foreignFolder(`${folder.path}/away/x`)).toBe("/tmp");
    expect(foreignFolder(`${folder.path}/theirs/x`)).toBe(`${folder.path}/theirs`);
    symlinkSync(folder.path, `${open.path}/back`);
    symlinkSync(`${open.path}/back`, `${folder.path}/there-and-back`);
    expect(foreignFolder(`${folder.path}/there-and-back/x`)).toBe("/tmp");
    symlinkSync("itself", `${folder.path}/itself`);
    expect(() => foreignFolder(`${folder.path}/itself/x`)).toThrow("too many links");
  });

  test("may be another's who is trusted", () => {
    using folder = scratch(rootsOwn);
    chownSync(folder.path, 12_345, 0);
    expect(foreignFolder(`${folder.path}/x`)).toBe(folder.path);
    expect(foreignFolder(`${folder.path}/x`, [0, 12_345])).toBeUndefined();
  });
});

test.skipIf(!isRoot)("root removes no mask through a folder of the account's: it would be another's file", async () => {
  using folder = scratch(rootsOwn);
  mkdirSync(`${folder.path}/system`);
  symlinkSync("/dev/null", `${folder.path}/system/pod.service`);
  mkdirSync(`${folder.path}/user`);
  chownSync(`${folder.path}/user`, 12_345, 12_345);
  symlinkSync("../system", `${folder.path}/user/units`);
  writeFileSync(`${folder.path}/user/mine`, "");
  const was = snapshot(folder.path);
  const writer = new RootWriter();
  const path = `${folder.path}/user/units/pod.service`;
  const why = `${path}: ${folder.path}/user is not root's alone, so root writes nothing there`;
  expect(await writer.look(path)).toEqual({ refused: why });
  const change = { path, before: { kind: "symlink", target: "/dev/null" }, after: { kind: "absent" } } as const;
  expect(await writer.change(change)).toEqual({ outcome: "failed", detail: why });
  expect(snapshot(folder.path)).toEqual(was);
  expect(await writer.change({ ...change, path: `${folder.path}/system/pod.service` })).toEqual({ outcome: "changed" });
});
