import { describe, expect, test } from "bun:test";
import { ActAsTurns } from "./act-as-turns.ts";
import type { Identity } from "./host.ts";

const somebody: Identity = { name: "somebody", uid: 54_321, gid: 54_322, groups: [54_322], home: "/nonexistent" };
const another: Identity = { ...somebody, name: "another", uid: 54_323 };

describe.skipIf(process.getuid?.() !== 0)("what is done as other users in turns", () => {
  test("is done as each of them, and root is root again", async () => {
    const turns = new ActAsTurns();
    const asked = [somebody, another, somebody].map((identity) => turns.run(identity, () => process.geteuid?.()));
    expect(process.geteuid?.()).toBe(0);
    expect(await Promise.all(asked)).toEqual([54_321, 54_323, 54_321]);
    expect(process.geteuid?.()).toBe(0);
  });

  test("is lost alone where it throws", async () => {
    const turns = new ActAsTurns();
    const lost = turns.run(somebody, () => {
      throw new Error("lost");
    });
    const kept = turns.run(somebody, () => "kept");
    await expect(lost).rejects.toThrow("lost");
    expect(await kept).toBe("kept");
    expect(process.geteuid?.()).toBe(0);
  });
});
