import { describe, expect, test } from "bun:test";
import { checks } from "../../checks/index.ts";
import { labCases } from "../../scripts/lab/faults/index.ts";
import type { Status } from "../diagnosis/check.ts";
import type { Result } from "../diagnosis/engine.ts";
import { alteredHost, type Changes } from "./altered-host.ts";
import { diagnoseHost, loadHost, type RecordedView, recordedHosts, recordedViews } from "./fixture.ts";

/** What one result must be. A text must be in what is compared with it; of lists every text in one of its lines. */
export interface Found {
  readonly status: Status;
  /** Whose result; the only one there is unless told. */
  readonly subject?: string;
  readonly summary?: string;
  readonly because?: string;
  /** Each as `source: line`. */
  readonly evidence?: readonly string[];
  /** Each as `user: command` or `root: edit`. */
  readonly fix?: readonly string[];
  readonly blockedBy?: readonly string[];
  readonly consequenceOf?: readonly string[];
  readonly onlyNow?: boolean;
  /** Whether it is the first root cause. */
  readonly first?: boolean;
}

/** A recorded host on which a check finds something. */
export interface OnHost extends Found {
  /** Its name on every release where it is recorded, or `release/name`. */
  readonly host: string;
  readonly view?: RecordedView;
}

/** A recorded host with answers altered. */
export interface Altered extends Found {
  readonly what: string;
  /** `trixie/seed` unless told. */
  readonly host?: string;
  readonly view?: RecordedView;
  readonly changes: Changes;
  /** Units given by name. */
  readonly units?: readonly string[];
}

/** All that a check must say of recorded hosts and of variations of them. */
export interface CheckCases {
  /** Where it finds something, and what. */
  readonly finds: readonly OnHost[];
  /** Healthy hosts that it must not accuse, besides the lab's look-alikes of this check. */
  readonly quietOn?: readonly string[];
  readonly altered?: readonly Altered[];
}

/** Tests one check on recorded hosts: what it finds, what it leaves alone, and what no booted host shows. */
export function testCheck(id: string, { finds, quietOn = [], altered = [] }: CheckCases): void {
  const known = checks.some((check) => check.id === id);
  describe(id, () => {
    test("is in the registry", () => expect(known).toBe(true));

    const places = finds.flatMap(({ host, view, ...found }) =>
      named(host).flatMap((name) =>
        recordedViews(name)
          .filter((one) => view === undefined || view === one)
          .map((one) => ({ name, view: one, status: found.status, found })),
      ),
    );
    test.each(finds)("$host is recorded", ({ host, view }) => {
      expect(named(host).filter((name) => view === undefined || recordedViews(name).includes(view))).not.toEqual([]);
    });
    test.each(places)("$status on $name, asked as $view", async ({ name, view, found }) => {
      const { results, verdict } = await diagnoseHost(loadHost(name, view));
      holds(resultOf(results, id, found), found);
      if (found.first !== undefined) expect(verdict.causes[0]?.check === id).toBe(found.first);
    });

    const alike = labCases.filter((labCase) => labCase.kind === "healthy" && labCase.looksLike.includes(id));
    const healthy = [...new Set([...alike.map(({ name }) => name), ...quietOn])].flatMap((host) =>
      named(host).flatMap((name) => recordedViews(name).map((view) => ({ name, view }))),
    );
    test.each(healthy)("accuses nobody on $name, asked as $view", async ({ name, view }) => {
      const { results } = await diagnoseHost(loadHost(name, view));
      const own = results.filter(({ check }) => check === id);
      expect(own).not.toEqual([]);
      expect(own.filter(({ status }) => status === "fail" || status === "warn")).toEqual([]);
    });

    test.each(altered)(
      "$status: $what",
      async ({ host = "trixie/seed", view = "root", changes, units = [], what: _, ...found }) => {
        const { results, verdict } = await diagnoseHost(alteredHost(host, changes, view), { units });
        holds(resultOf(results, id, found), found);
        if (found.first !== undefined) expect(verdict.causes[0]?.check === id).toBe(found.first);
      },
    );
  });
}

function named(host: string): readonly string[] {
  return recordedHosts().filter((name) => name === host || name.split("/")[1] === host);
}

function resultOf(results: readonly Result[], id: string, { subject }: Found): Result {
  const own = results.filter(({ check }) => check === id);
  const found = subject === undefined ? own : own.filter((result) => result.subject === subject);
  const [result] = found;
  if (!result || (found.length > 1 && subject === undefined))
    throw new Error(
      `${id} has ${found.length} results: ${own.map((one) => `${one.subject} ${one.status}`).join(", ")}`,
    );
  return result;
}

function holds(result: Result, found: Found): void {
  const { status, summary, because, evidence, fix, blockedBy, consequenceOf, onlyNow } = found;
  expect({ status: result.status, summary: result.summary }).toEqual({
    status,
    summary: summary === undefined ? result.summary : expect.stringContaining(summary),
  });
  if (because !== undefined) expect(result.because).toContain(because);
  const seen = result.evidence.flatMap(({ source, lines }) => lines.map((line) => `${source}: ${line}`)).join("\n");
  for (const line of evidence ?? []) expect(seen).toContain(line);
  const steps = (result.fix ?? []).map(({ as, command, edit }) => `${as}: ${command ?? edit}`);
  for (const step of fix ?? []) expect(steps.join("\n")).toContain(step);
  if (blockedBy) expect(result.blockedBy ?? []).toEqual([...blockedBy]);
  if (consequenceOf) expect(result.consequenceOf ?? []).toEqual([...consequenceOf]);
  if (onlyNow !== undefined) expect(result.onlyNow ?? false).toBe(onlyNow);
  // Who is accused is told why and shown what; whoever cannot be judged is told what is missing.
  if (result.status === "fail" || result.status === "warn") {
    expect(result.because).toBeTruthy();
    expect(seen).not.toBe("");
    expect(steps).not.toEqual([]);
  }
}
