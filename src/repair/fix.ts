import { isUnit, type Result } from "../diagnosis/engine.ts";
import { type AppliedRepair, applyRepair, type Ground, runStep, settleManagers, waitForManager } from "./apply.ts";
import { type PlannedRepair, planRepairs, repairable } from "./plan.ts";
import type { Repair } from "./repair.ts";

/** What a look at the account found; D is what a presenter makes of it. */
export interface LookedAt<D> {
  readonly results: readonly Result[];
  readonly document: D;
  /** The pod units that do not run. */
  readonly stopped: readonly string[];
  /** Whether one of them is still starting, so that nobody can say yet what becomes of it. */
  readonly underway: boolean;
}

export interface FixOptions {
  readonly only: readonly string[];
  readonly dryRun: boolean;
  /** Each repair is asked for, which is all the consent that one needs that somebody may have meant. */
  readonly asks: boolean;
  /** Start the pod units that do not run, once all else is done. */
  readonly start: boolean;
  /** Whether this process may do root's steps. */
  readonly root: boolean;
  /** What shall be put in place first, by --install. */
  readonly install?: { readonly summary: string; readonly repair: Repair };
}

export interface FixOutcome<D> {
  readonly before: LookedAt<D>;
  readonly after: LookedAt<D>;
  readonly applied: readonly AppliedRepair[];
  /** Planned and not done, with why. */
  readonly left: readonly {
    readonly repair: PlannedRepair;
    readonly why: "dry-run" | "declined" | "explicit" | "needs-root" | "obstacle";
  }[];
  readonly started: readonly { readonly unit: string; readonly failed?: string }[];
}

const secondLookMs = 2_000;

/** Mending one cause uncovers the next; a host has no more layers than this. */
const maxRounds = 6;

/**
 * Looks, mends what can be mended, forgets, and looks again, until a look finds nothing new to mend. Nothing is taken
 * as mended because a step went well: the last look is the answer.
 *
 * @param look diagnoses anew each time, with nothing remembered
 * @param consent asked before each repair; false leaves it
 */
export async function fixAccount<D>(
  look: () => Promise<LookedAt<D>>,
  ground: Ground,
  options: FixOptions,
  consent: (repair: PlannedRepair) => Promise<boolean>,
): Promise<FixOutcome<D>> {
  let before = await look();
  // Root has just turned lingering on, or the host is booting: what is to be mended shows when that is done.
  if (before.underway) {
    await waitForManager(ground);
    before = await look();
  }
  let after = before;
  const applied: AppliedRepair[] = [];
  const left = new Map<string, FixOutcome<D>["left"][number]>();
  const tried = new Set<string>();
  for (let round = 0; round < maxRounds; round += 1) {
    const planned = await planRepairs(roundOf(after, options, round), ground.writers);
    const fresh = planned.filter((repair) => !tried.has(keyOf(repair)));
    let changed = false;
    for (const repair of fresh) {
      tried.add(keyOf(repair));
      const why = await reasonToLeave(repair, options, consent);
      if (why) {
        left.set(keyOf(repair), { repair, why });
        continue;
      }
      const result = await applyRepair(repair, ground);
      applied.push(result);
      changed ||= result.done.length > 0;
      await settleManagers(result.done, ground);
      if (result.done.length > 0) await forgetFailure(repair.subject, after.stopped, ground);
    }
    // What was to be put in place may have been there already: what else is wrong is still to be looked at.
    if (!changed && !(round === 0 && options.install)) break;
    if (changed) after = await look();
  }
  const started = options.start && !options.dryRun ? await startUnits(after.stopped, ground) : [];
  if (started.length > 0) after = await look();
  return { before, after, applied, left: [...left.values()], started };
}

function roundOf<D>({ results }: LookedAt<D>, { install, only }: FixOptions, round: number): readonly Result[] {
  const found = repairable(results, { only });
  if (round > 0 || !install) return found;
  // What is put in place may be all that is wrong; the look after it says what else is.
  const { summary, repair } = install;
  return [{ check: "install", group: "install", subject: "units", status: "fail", summary, evidence: [], repair }];
}

async function reasonToLeave(
  repair: PlannedRepair,
  { dryRun, asks, root, only }: FixOptions,
  consent: (repair: PlannedRepair) => Promise<boolean>,
): Promise<FixOutcome<unknown>["left"][number]["why"] | undefined> {
  if (repair.obstacle !== undefined) return "obstacle";
  if (repair.tier === "root" && !root) return "needs-root";
  if (repair.consent === "explicit" && !only.includes(repair.check) && (dryRun || !asks)) return "explicit";
  if (dryRun) return "dry-run";
  return (await consent(repair)) ? undefined : "declined";
}

function keyOf({ check, subject }: PlannedRepair): string {
  return JSON.stringify([check, subject]);
}

/**
 * A unit that failed before it was mended says nothing of how it is now, and may not be started again too soon. What was
 * wrong with the account or the host was wrong for all of its units.
 */
async function forgetFailure(subject: string, stopped: readonly string[], ground: Ground): Promise<void> {
  const units = isUnit(subject) ? [subject] : stopped;
  if (units.length > 0) await runStep("user", ["systemctl", "--user", "reset-failed", "--", ...units], ground);
}

async function startUnits(units: readonly string[], ground: Ground): Promise<FixOutcome<unknown>["started"]> {
  const started: { unit: string; failed?: string }[] = [];
  for (const unit of units) {
    await runStep("user", ["systemctl", "--user", "reset-failed", "--", unit], ground);
    const failed = await runStep("user", ["systemctl", "--user", "start", "--", unit], ground);
    started.push(failed === undefined ? { unit } : { unit, failed });
  }
  // A start that went well says nothing of a pod that dies right after it (catalogue 0.1, rule 6).
  if (started.length > 0) await Bun.sleep(secondLookMs);
  return started;
}
