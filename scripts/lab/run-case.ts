import type { Result } from "../../src/diagnosis/engine.ts";
import type { Verdict } from "../../src/diagnosis/verdict.ts";
import type { Recording } from "../../src/host/recording.ts";
import type { ContainerHost } from "./container.ts";
import { firstOf, type LabCase, type View } from "./fault.ts";
import type { Lab } from "./lab.ts";
import { plant, podState } from "./planting.ts";
import type { Release } from "./releases.ts";
import { variantOf } from "./variants.ts";

/** What the recorder printed on the host. */
export interface Seen {
  readonly recording: Recording;
  readonly results: readonly Result[];
  readonly verdict: Verdict;
}

/** What became of one case on one release. */
export interface Outcome {
  readonly name: string;
  readonly release: Release;
  /** Each sentence is a way in which the word of poddoctor did not hold, or in which the case itself does not. */
  readonly problems: readonly string[];
  readonly seen: Readonly<Partial<Record<View, Seen>>>;
  readonly podUp: boolean;
  readonly podUpAfterReboot: boolean;
  readonly seconds: number;
}

const views: readonly View[] = ["user", "root"];

/** Plants a case, boots it, proves it, diagnoses it as the user and as root, and holds `nextBoot` against the next boot. */
export async function runCase(lab: Lab, labCase: LabCase, release: Release, recorder: string): Promise<Outcome> {
  const begun = Date.now();
  const host = await lab.make({ release, variant: labCase.on, binary: recorder });
  const problems: string[] = [];
  const seen: Partial<Record<View, Seen>> = {};
  try {
    if (labCase.plant !== undefined) await plant(host, labCase.plant);
    await host.boot();
    if (labCase.plantRunning !== undefined) await plant(host, labCase.plantRunning);
    const { containers } = variantOf(release, labCase.on);
    const expected = labCase.kind === "healthy" || labCase.pod === "up";
    const podUp = await podState(host, containers, expected);
    if (podUp !== expected) problems.push(`the case does not bite: the pod is ${podUp ? "up" : "down"} after the boot`);
    for (const view of views) {
      const diagnosis = await ask(host, view);
      seen[view] = diagnosis;
      problems.push(...judge(labCase, view, diagnosis).map((problem) => `as ${view}: ${problem}`));
    }
    await host.reboot();
    const nextBoot = seen.root?.verdict.nextBoot;
    const podUpAfterReboot = await podState(host, containers, nextBoot !== "will-not-start");
    const wrong = nextBoot === (podUpAfterReboot ? "will-not-start" : "will-start");
    if (wrong)
      problems.push(`nextBoot was ${nextBoot}, and after the next boot the pod is ${podUpAfterReboot ? "up" : "down"}`);
    return {
      name: labCase.name,
      release,
      problems,
      seen,
      podUp,
      podUpAfterReboot,
      seconds: (Date.now() - begun) / 1000,
    };
  } finally {
    await host.destroy();
  }
}

async function ask(host: ContainerHost, view: View): Promise<Seen> {
  const result =
    view === "root"
      ? await host.asRoot(["/usr/local/bin/poddoctor", "podder"])
      : await host.asUser(["/usr/local/bin/poddoctor"], { session: "environment" });
  try {
    return JSON.parse(result.stdout) as Seen;
  } catch {
    throw new Error(`no diagnosis as ${view} (exit ${result.exit}): ${result.stderr || result.stdout}`);
  }
}

/** What is not as it must be in one diagnosis. */
export function judge(
  labCase: LabCase,
  view: View,
  { results, verdict }: { readonly results: readonly Pick<Result, "status" | "summary">[]; readonly verdict: Verdict },
): readonly string[] {
  const causes = verdict.causes.map(({ check }) => check);
  const bugs = results.filter(({ status, summary }) => status === "unknown" && summary.includes("has a bug"));
  const problems = bugs.map(({ summary }) => summary);
  if (labCase.lastBoot !== undefined && verdict.lastBoot !== labCase.lastBoot)
    problems.push(`lastBoot is ${verdict.lastBoot}, not ${labCase.lastBoot}`);
  if (labCase.kind === "healthy") {
    if (causes.length > 0) problems.push(`accuses a healthy host of ${causes.join(", ")}`);
    if (verdict.nextBoot !== "will-start") problems.push(`nextBoot is ${verdict.nextBoot}`);
    return problems;
  }
  const first = firstOf(labCase, view);
  if (causes[0] !== first) problems.push(`names ${causes[0] ?? "nothing"} first, not ${first ?? "nothing"}`);
  const allowed = new Set([first, ...(labCase.also ?? [])]);
  const more = [...new Set(causes.slice(1))].filter((check) => !allowed.has(check));
  if (more.length > 0) problems.push(`accuses ${more.join(", ")} as well`);
  const nextBoot = labCase.nextBoot ?? "will-not-start";
  if (verdict.nextBoot !== nextBoot) problems.push(`nextBoot is ${verdict.nextBoot}, not ${nextBoot}`);
  return problems;
}
