import type { Lab } from "./lab.ts";
import type { Ended } from "./pool.ts";
import { NotAsPromised, type RepairTrial } from "./repair-trials.ts";

/** What a repair trial showed; no problem: it held. */
export interface RepairResult {
  readonly problems: readonly string[];
}

export type RepairEnd = readonly [RepairTrial, Ended<RepairResult>];

/** Makes the trial's host and goes through it. */
export async function runRepair(lab: Lab, trial: RepairTrial, binary: string): Promise<RepairResult> {
  const host = await lab.make({ release: trial.release, variant: trial.on, binary });
  try {
    await trial.run(host);
    return { problems: [] };
  } catch (error) {
    if (!(error instanceof NotAsPromised)) throw error;
    return { problems: [error.message] };
  } finally {
    await host.destroy();
  }
}
