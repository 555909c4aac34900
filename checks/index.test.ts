import { describe, expect, test } from "bun:test";
import { groups } from "../src/diagnosis/check.ts";
import { chainSteps, layers } from "../src/diagnosis/order.ts";
import { checks } from "./index.ts";

describe("the registry", () => {
  const ids = checks.map(({ id }) => id);

  test("names each check once", () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  test.each(checks.map((check) => [check.id, check] as const))("%s is whole", (_, check) => {
    expect(groups).toContain(check.group);
    expect(layers).toContain(check.layer);
    if (check.step !== undefined) expect(chainSteps).toContain(check.step);
    expect(check.title.length).toBeGreaterThan(10);
    expect(check.facts.length).toBeGreaterThan(0);
    const { what, why, mend, healthy, see, sources } = check.explanation;
    for (const text of [what, why, mend, healthy]) expect(text.length).toBeGreaterThan(20);
    expect(see.length).toBeGreaterThan(0);
    expect(sources.some((source) => source.includes("failure catalogue"))).toBe(true);
  });

  test("waits for and follows from checks that exist", () => {
    for (const check of checks) {
      for (const id of [...(check.waitsFor ?? []), ...(check.consequenceOf ?? [])]) expect(ids).toContain(id);
    }
  });

  test("no check is, by any way, its own consequence", () => {
    const above = new Map(
      checks.map(({ id, consequenceOf, waitsFor }) => [id, [...(consequenceOf ?? []), ...(waitsFor ?? [])]]),
    );
    const reaches = (from: string, to: string, seen: ReadonlySet<string>): boolean =>
      (above.get(from) ?? []).some((id) => id === to || (!seen.has(id) && reaches(id, to, new Set([...seen, id]))));
    for (const id of ids) expect(reaches(id, id, new Set())).toBe(false);
  });
});
