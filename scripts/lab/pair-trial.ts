import { diagnosisBy } from "./diagnosis.ts";
import type { Lab } from "./lab.ts";
import { judgePair, type Pair, plantOf } from "./pairs.ts";
import { plant, podState } from "./planting.ts";
import type { Ended } from "./pool.ts";
import { variantOf } from "./variants.ts";

/** What one pair showed. */
export interface PairResult {
  readonly named: readonly string[];
  readonly pod: "up" | "down";
  readonly nextBoot: string;
  readonly problems: readonly string[];
}

export type PairEnd = readonly [Pair, Ended<PairResult>];

/** Plants both, boots once, proves that the pod is down and holds the diagnosis of root against what is there. */
export async function runPair(lab: Lab, pair: Pair, binary: string): Promise<PairResult> {
  const { first, release } = pair;
  const host = await lab.make({ release, variant: first.on, binary });
  try {
    await plant(host, plantOf(pair));
    await host.boot();
    const up = await podState(host, variantOf(release, first.on).containers, false);
    const { document } = await diagnosisBy(host, "root");
    const problems = up ? ["the pair does not bite: the pod is up"] : [];
    return {
      named: document.verdict.causes.map(({ check }) => check),
      pod: up ? "up" : "down",
      nextBoot: document.verdict.nextBoot,
      problems: [...problems, ...judgePair(pair, document)],
    };
  } finally {
    await host.destroy();
  }
}

/** The name of a pair: the one that masks first. */
export function pairName({ first, second }: Pair): string {
  return `${first.name} + ${second.name}`;
}
