import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Choice, choose } from "./choice.ts";
import { type Ended, THIS_RUN } from "./pool.ts";
import { jsonOf } from "./report.ts";
import { resultsText } from "./results-file.ts";
import { NoEarlierRun, takenOver } from "./resume.ts";
import type { RunEnd } from "./run-all.ts";
import type { TrialEnd } from "./table.ts";
import type { TrialResult } from "./trial.ts";

const folder = mkdtempSync(join(tmpdir(), "poddoctor-resume-"));
afterAll(() => rmSync(folder, { recursive: true }));

const choice: Choice = choose({
  names: ["linger-off", "not-enabled", "seed"],
  releases: ["trixie"],
  kind: undefined,
  all: false,
  pairs: false,
});
const EARLIER = "2026-01-02T03:04:05.678Z";

function judged(problems: readonly string[]): Ended<TrialResult> {
  const result: TrialResult = {
    ...{ name: "", release: "trixie", kind: "container", systemd: 257, podman: "5.4.2", pod: "down" },
    ...{ named: { root: [], user: [] }, nextBoot: "will-not-start", podNextBoot: "down" },
    ...{
      mending: { fix: "done", podAfterFix: "up", undo: "as it was" },
      replayed: [],
      milliseconds: { root: 1, user: 1 },
      phases: {},
    },
    problems,
  };
  return { outcome: "judged", result, seconds: 1, run: EARLIER };
}

const broken: Ended<TrialResult> = { outcome: "broken", why: "no mirror", isCase: false, seconds: 1, run: EARLIER };

function endOf(ends: readonly Ended<TrialResult>[]): RunEnd {
  const trials = ends.map((ended, at) => [choice.trials[at], ended] as TrialEnd);
  const counts = { seconds: 3, mends: true, planned: 3, words: "", executable: "0123", again: [] };
  return { trials, pairs: [], repairs: [], skipped: [], ...counts };
}

function fileOf(end: RunEnd): string {
  const file = join(folder, `${Bun.randomUUIDv7()}.json`);
  writeFileSync(file, JSON.stringify(jsonOf(end)));
  return file;
}

const namesIn = (ends: readonly TrialEnd[]) => ends.map(([{ labCase }]) => labCase.name);

test("what held is taken over whole, what broke or did not hold is not, and the latter is said", () => {
  const held = judged([]);
  const file = fileOf(endOf([held, broken, judged(["the pod is up"])]));
  const taken = takenOver(choice, [file], "0123");
  expect(taken.trials).toEqual([[choice.trials[0], held]] as TrialEnd[]);
  expect(taken.again).toEqual([
    `${choice.trials[2]?.labCase.name} (trixie, container) did not hold in the run of ${EARLIER} and was tried again: the pod is up`,
  ]);
});

test("of several runs the newest says how a case stands", () => {
  const before = fileOf(endOf([judged([]), broken, judged(["the pod is up"])]));
  const newest = { ...judged([]), run: "2026-01-03T00:00:00.000Z" };
  const after = fileOf({ ...endOf([]), trials: [[choice.trials[2], newest] as TrialEnd] });
  const { trials, again } = takenOver(choice, [after, before], "0123");
  expect(namesIn(trials)).toEqual([choice.trials[0], choice.trials[2]].map((trial) => trial?.labCase.name ?? ""));
  expect(again).toEqual([]);
});

test("another executable, another text of the case or another kind of host is another trial", () => {
  const file = fileOf(endOf([judged([]), judged([]), judged([])]));
  expect(takenOver(choice, [file], "4567").trials).toEqual([]);
  const replanted = choice.trials.map((trial) => ({ ...trial, labCase: { ...trial.labCase, plant: "true" } }));
  expect(takenOver({ ...choice, trials: replanted }, [file], "0123").trials).toEqual([]);
  const machines = choice.trials.map((trial) => ({ ...trial, kind: "vm" as const }));
  expect(takenOver({ ...choice, trials: machines }, [file], "0123").trials).toEqual([]);
});

test("a file that is no run's is refused", () => {
  const file = join(folder, "other.json");
  writeFileSync(file, "{}");
  expect(() => takenOver(choice, [file], "0123")).toThrow(NoEarlierRun);
  expect(() => takenOver(choice, [join(folder, "missing.json")], "0123")).toThrow(NoEarlierRun);
});

test("the table says of which runs its lines are, unless all are of this one", () => {
  const at = new Date("2026-01-03T00:00:00Z");
  const own = { ...judged([]), run: THIS_RUN };
  expect(resultsText(endOf([own, own, own]), at)).not.toContain("Not all was tried again");
  const mixed = resultsText({ ...endOf([judged([]), judged([]), own]), again: ["seed did not hold before"] }, at);
  expect(mixed).toContain(`began 2026-01-02 03:04 UTC (2), ${THIS_RUN.slice(0, 16).replace("T", " ")} UTC (1).`);
  expect(mixed).toContain("- seed did not hold before");
  expect(resultsText(endOf([judged([])]), at)).toContain("began 2026-01-02 03:04 UTC (1).");
});
