import { expect, test } from "bun:test";
import { checks } from "../../checks/index.ts";
import { FactStore } from "../facts/fact-store.ts";
import { loadHost } from "../testing/fixture.ts";
import { diagnose } from "./engine.ts";
import { verdictOf } from "./verdict.ts";

async function verdictAssuming(assume: readonly string[]) {
  const store = new FactStore(loadHost("trixie/linger-off", "root"), { units: [], user: "podder" });
  const results = await diagnose(checks, store, { only: [], skip: [], assume });
  return { results, verdict: await verdictOf(checks, results, store) };
}

test("an assumed cause is gone, with what only followed from it", async () => {
  const real = await verdictAssuming([]);
  expect(real.verdict.nextBoot).toBe("will-not-start");
  const { results, verdict } = await verdictAssuming(["linger-not-enabled"]);
  expect(verdict).toMatchObject({ nextBoot: "will-start", causes: [] });
  expect(results.find(({ check }) => check === "linger-not-enabled")?.summary).toBe(
    "Taken as mended: Lingering is off for podder",
  );
  expect(results.find(({ check }) => check === "runtime-dir-missing")?.status).toBe("pass");
});

test("to assume what does not fail changes nothing", async () => {
  const real = await verdictAssuming([]);
  const assumed = await verdictAssuming(["unit-not-enabled"]);
  expect(assumed).toEqual(real);
});
