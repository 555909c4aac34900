import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checks } from "../../checks/index.ts";
import { diagnose, type Result, type Selection } from "../diagnosis/engine.ts";
import { type Verdict, verdictOf } from "../diagnosis/verdict.ts";
import { FactStore } from "../facts/fact-store.ts";
import type { Host } from "../host/host.ts";
import type { Recording } from "../host/recording.ts";
import { ReplayHost } from "../host/replay.ts";
import { type Fixture, fromFixture } from "./fixture-format.ts";

const folder = join(import.meta.dir, "../../fixtures/hosts");

/** From where a recorded host was diagnosed. */
export type RecordedView = "root" | "user" | "after-su";

/** What the diagnosis of one recorded host and view must say. */
export interface Expected {
  readonly verdict: Verdict;
  /** [check, subject, status] of every result that is neither `pass` nor `not-applicable`. */
  readonly results: readonly (readonly [check: string, subject: string, status: string])[];
}

/** A diagnosis of a recorded host. */
export interface Diagnosis {
  readonly results: readonly Result[];
  readonly verdict: Verdict;
  readonly store: FactStore;
}

/** Every recorded host as `release/name`. */
export function recordedHosts(): readonly string[] {
  return subfolders(folder).flatMap((release) => subfolders(join(folder, release)).map((name) => `${release}/${name}`));
}

/** The views of a recorded host. */
export function recordedViews(host: string): readonly RecordedView[] {
  return (["root", "user", "after-su"] as const).filter((view) => existsSync(join(folder, host, `${view}.json`)));
}

function subfolders(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const loaded = new Map<string, Recording>();

/** What a recorded host answered: the other recording from which it differs, and the difference. */
export function loadRecording(host: string, view: RecordedView = "root"): Recording {
  const path = `${host}/${view}`;
  const known = loaded.get(path);
  if (known) return known;
  const fixture = readFixture(host, view);
  const [release] = host.split("/");
  const { differsFrom } = fixture;
  const base =
    differsFrom === undefined
      ? undefined
      : differsFrom === "root.json"
        ? loadRecording(host, "root")
        : loadRecording(`${release}/${differsFrom}`, "root");
  const recording = fromFixture(fixture, base);
  loaded.set(path, recording);
  return recording;
}

/** The file of a recorded host as it stands. */
export function readFixture(host: string, view: RecordedView): Fixture {
  return JSON.parse(readFileSync(join(folder, host, `${view}.json`), "utf8")) as Fixture;
}

/** A host that answers as the recorded one did. */
export function loadHost(host: string, view: RecordedView = "root"): ReplayHost {
  return new ReplayHost(loadRecording(host, view));
}

/** What `expected.json` of a recorded host says of a view. */
export function loadExpected(host: string): Partial<Record<RecordedView, Expected>> {
  return JSON.parse(readFileSync(join(folder, host, "expected.json"), "utf8")) as Partial<
    Record<RecordedView, Expected>
  >;
}

export interface DiagnoseOptions {
  readonly units?: readonly string[];
  readonly selection?: Partial<Selection>;
  /** The account that root asks for; the recorded hosts' own unless told, nobody where the account asks itself. */
  readonly user?: string;
}

/** Diagnoses a host, recorded or altered, as the command line does. */
export async function diagnoseHost(host: Host, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const { units = [], selection = {}, user = host.caller().uid === 0 ? "podder" : undefined } = options;
  const store = new FactStore(host, { units, ...(user === undefined ? {} : { user }) });
  const results = await diagnose(checks, store, { only: [], skip: [], ...selection });
  return { results, verdict: await verdictOf(checks, results, store), store };
}

/** A diagnosis as `expected.json` keeps it. */
export function expectedOf({ results, verdict }: Pick<Diagnosis, "results" | "verdict">): Expected {
  return {
    verdict,
    results: results
      .filter(({ status }) => status !== "pass" && status !== "not-applicable")
      .map(({ check, subject, status }) => [check, subject, status] as const),
  };
}
