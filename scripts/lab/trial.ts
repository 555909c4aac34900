import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { type Diagnosis, diagnosisBy } from "./diagnosis.ts";
import type { LabCase, View } from "./fault.ts";
import type { HostKind, HostUnderTest } from "./host-under-test.ts";
import type { Lab } from "./lab.ts";
import { type Mending, mendAndUndo, NOT_MENDED } from "./mending.ts";
import { labDirectory } from "./paths.ts";
import { plant, podState } from "./planting.ts";
import type { Release } from "./releases.ts";
import { replayDifferences } from "./replayed.ts";
import { judge } from "./run-case.ts";
import { treeState } from "./tree-state.ts";
import { variantOf } from "./variants.ts";

/** One case on one kind of host of one release. */
export interface Trial {
  readonly labCase: LabCase;
  readonly release: Release;
  readonly kind: HostKind;
  /** Whether a report is made on the host and replayed. */
  readonly reports: boolean;
}

export interface TrialOptions {
  /** The executable under test. */
  readonly binary: string;
  /** Whether the executable has `fix` and `undo`. */
  readonly mends: boolean;
  /** Keep what is left of each host for a person to look at. */
  readonly keep: boolean;
}

/** What a trial showed, as far as it came; a line of the table. */
export interface TrialResult {
  readonly name: string;
  readonly release: Release;
  readonly kind: HostKind;
  /** What is on the host: its own words for the JSON file. */
  readonly systemd: number | null;
  readonly podman: string | null;
  readonly pod: "up" | "down";
  /** The causes named, the first one first. */
  readonly named: Readonly<Record<View, readonly string[]>>;
  readonly nextBoot: string;
  readonly podNextBoot: "up" | "down";
  readonly mending: Omit<Mending, "problems">;
  /** The views from which a report was made, and replayed to the diagnosis made on the host. */
  readonly replayed: readonly View[];
  /** How long the diagnosis took, by view. */
  readonly milliseconds: Readonly<Record<View, number>>;
  /** Where the time went, in seconds. */
  readonly phases: Readonly<Record<string, number>>;
  /** Each sentence is a way in which poddoctor's word did not hold, or in which the case itself does not. */
  readonly problems: readonly string[];
}

const views: readonly View[] = ["root", "user"];
const upOrDown = (up: boolean): "up" | "down" => (up ? "up" : "down");

/** Longer than this no diagnosis may take on a container; an emulated processor is no measure. */
const MOST_MILLISECONDS = 1000;

/** Whether a diagnosis took too long, which on a busy machine says nothing. */
export function isSlow({ kind, milliseconds }: TrialResult): boolean {
  return kind === "container" && Math.max(milliseconds.root, milliseconds.user) >= MOST_MILLISECONDS;
}

/** The folder of this machine in which --keep leaves what is left of a trial's host. */
export function keptDirectory({ labCase, release, kind }: Trial): string {
  return `${labDirectory()}/kept/${release}-${kind}-${labCase.name}`;
}

/** Plants, boots, proves the case, diagnoses, boots again, and has it mended and undone where the case is for that. */
export async function runTrial(lab: Lab, trial: Trial, options: TrialOptions): Promise<TrialResult> {
  const { labCase, release, kind } = trial;
  const host = await lab.make({ release, variant: labCase.on, kind, binary: options.binary });
  try {
    const diagnoses = new Map<View, Diagnosis>();
    const result = await examine(host, trial, options, diagnoses);
    if (options.keep) await keep(host, trial, diagnoses);
    return { name: labCase.name, release, kind, ...result };
  } finally {
    await host.destroy();
  }
}

/**
 * Boots a case once more only to measure: how long the diagnosis takes when nothing else runs. A view's whole verdict is
 * not judged again.
 */
export async function measureAlone(lab: Lab, trial: Trial, binary: string): Promise<TrialResult["milliseconds"]> {
  const { labCase, release, kind } = trial;
  const host = await lab.make({ release, variant: labCase.on, kind, binary });
  try {
    if (labCase.plant !== undefined) await plant(host, labCase.plant);
    await host.boot();
    if (labCase.plantRunning !== undefined) await plant(host, labCase.plantRunning);
    const pod = labCase.kind === "healthy" || labCase.pod === "up";
    await podState(host, variantOf(release, labCase.on).containers, pod);
    const [root, user] = [await inTime(host, "root"), await inTime(host, "user")];
    return { root: root.milliseconds, user: user.milliseconds };
  } finally {
    await host.destroy();
  }
}

async function examine(
  host: HostUnderTest,
  { labCase, reports }: Trial,
  { mends }: TrialOptions,
  diagnoses: Map<View, Diagnosis>,
): Promise<Omit<TrialResult, "name" | "release" | "kind">> {
  const problems: string[] = [];
  const phases = new Phases();
  const { containers } = variantOf(host.release, labCase.on);
  if (labCase.plant !== undefined) await plant(host, labCase.plant);
  await host.boot();
  if (labCase.plantRunning !== undefined) await plant(host, labCase.plantRunning);
  const expected = labCase.kind === "healthy" || labCase.pod === "up";
  const pod = await podState(host, containers, expected);
  if (pod !== expected) problems.push(`the case does not bite: the pod is ${upOrDown(pod)} after the boot`);
  phases.end("boot");

  for (const view of views) {
    const diagnosis = await inTime(host, view);
    diagnoses.set(view, diagnosis);
    problems.push(...judge(labCase, view, diagnosis.document).map((problem) => `as ${view}: ${problem}`));
  }
  const [asRoot, asUser] = views.map((view) => diagnoses.get(view)) as [Diagnosis, Diagnosis];

  phases.end("diagnoses");
  const replayed: View[] = [];
  for (const view of reports ? views : []) {
    const differences = await replayDifferences(host, view);
    problems.push(...differences.map((difference) => `as ${view}, replayed: ${difference}`));
    if (differences.length === 0) replayed.push(view);
  }
  phases.end("reports");
  await host.powerOff();
  phases.end("power-off");
  const before = treeState(host.tree);
  phases.end("tree");
  await host.boot();
  const { nextBoot } = asRoot.document.verdict;
  const podNextBoot = await podState(host, containers, nextBoot !== "will-not-start");
  if (nextBoot === (podNextBoot ? "will-not-start" : "will-start"))
    problems.push(`nextBoot was ${nextBoot}, and after the next boot the pod is ${upOrDown(podNextBoot)}`);

  phases.end("next boot");
  const mending = mends ? await mendAndUndo(host, labCase, containers, before) : NOT_MENDED;
  phases.end("mending");
  const { problems: unmended, ...mended } = mending;
  const named = (diagnosis: Diagnosis) => diagnosis.document.verdict.causes.map(({ check }) => check);
  return {
    systemd: asRoot.document.host.systemd,
    podman: asRoot.document.host.podman,
    pod: upOrDown(pod),
    named: { root: named(asRoot), user: named(asUser) },
    nextBoot,
    podNextBoot: upOrDown(podNextBoot),
    mending: mended,
    replayed,
    milliseconds: { root: asRoot.milliseconds, user: asUser.milliseconds },
    phases: phases.seconds,
    problems: [...problems, ...unmended],
  };
}

class Phases {
  readonly seconds: Record<string, number> = {};
  #begun = Date.now();

  end(phase: string): void {
    const now = Date.now();
    this.seconds[phase] = Math.round((now - this.#begun) / 100) / 10;
    this.#begun = now;
  }
}

/** A diagnosis; made again where it was slow, since another host may have had the processors. */
async function inTime(host: HostUnderTest, view: View): Promise<Diagnosis> {
  const first = await diagnosisBy(host, view);
  if (host.kind === "vm" || first.milliseconds < MOST_MILLISECONDS) return first;
  let best = first;
  for (let again = 0; again < 3 && best.milliseconds >= MOST_MILLISECONDS; again++) {
    const diagnosis = await diagnosisBy(host, view);
    if (diagnosis.milliseconds < best.milliseconds) best = diagnosis;
  }
  return best;
}

async function keep(host: HostUnderTest, trial: Trial, diagnoses: ReadonlyMap<View, Diagnosis>): Promise<void> {
  const folder = keptDirectory(trial);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await host.keep(folder);
  writeFileSync(`${folder}/console`, host.consoleText());
  for (const [view, { document }] of diagnoses)
    writeFileSync(`${folder}/as-${view}.json`, JSON.stringify(document, null, 2));
}
