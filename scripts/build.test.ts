import { expect, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { markers } from "./base-binary.ts";
import { build } from "./build.ts";

test("the same sources give the same bytes, without a name by which a caller could take over", async () => {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), "poddoctor-build-")));
  try {
    const built: Buffer[] = [];
    for (const folder of folders) {
      await build(join(folder, "poddoctor"));
      expect(readdirSync(folder)).toEqual(["poddoctor"]);
      built.push(readFileSync(join(folder, "poddoctor")));
    }
    const [first, second] = built;
    if (!first || !second) throw new Error("nothing was built");
    expect(first.equals(second)).toBe(true);
    for (const marker of markers) expect(first.includes(marker)).toBe(false);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
