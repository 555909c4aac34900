import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { differences, treeState } from "./tree-state.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "poddoctor-tree-"));
  mkdirSync(`${root}/etc`);
  writeFileSync(`${root}/etc/file`, "old\n");
  symlinkSync("/nowhere", `${root}/etc/link`);
});
afterEach(() => rmSync(root, { recursive: true }));

test("times alone are no difference", () => {
  const before = treeState(root);
  utimesSync(`${root}/etc/file`, 1, 1);
  expect(differences(before, treeState(root))).toEqual([]);
});

test("a byte, a mode, a link's target, a new and a missing name are", () => {
  const before = treeState(root);
  writeFileSync(`${root}/etc/file`, "new\n");
  chmodSync(`${root}/etc`, 0o700);
  rmSync(`${root}/etc/link`);
  symlinkSync("/elsewhere", `${root}/etc/link`);
  writeFileSync(`${root}/more`, "");
  const paths = differences(before, treeState(root)).map((line) => line.split(" ")[0]);
  expect(paths).toEqual(["/etc", "/etc/file", "/etc/link", "/more"]);
  rmSync(`${root}/more`);
  rmSync(`${root}/etc/file`);
  expect(differences(before, treeState(root)).join()).toContain("/etc/file is gone");
});

test("what the host's own running changes is left out", () => {
  const before = treeState(root);
  mkdirSync(`${root}/var/log/journal`, { recursive: true });
  mkdirSync(`${root}/tmp`);
  const changed = differences(before, treeState(root)).map((line) => line.split(" ")[0]);
  expect(changed).toEqual(["/var"]);
});
