import type { BootTimes, UnitTimes } from "../facts/boot-times.ts";

/** That a unit stood in the queue, and for whom. */
export interface Wait {
  readonly fromUs: number;
  readonly toUs: number;
  /** Whom it waited for, and whom that one waited for in turn; the last one is to blame. */
  readonly chain: readonly string[];
}

/** A start that follows this soon is the follower's own. */
const promptUs = 1_000_000;
const noticeableUs = 50_000;

/**
 * What a pod unit waited for, by systemd's own order: the unit that it starts after and that was done last, just before
 * it started; what is still starting, where it has not started yet.
 */
export function waitOf(unit: UnitTimes, times: BootTimes): Wait | undefined {
  const fromUs = times.user.get("basic.target")?.activeUs;
  const blocker = blockerOf(unit, times);
  if (blocker === undefined || fromUs === undefined) return undefined;
  const toUs = unit.startedUs ?? times.untilUs;
  if (toUs - fromUs < noticeableUs) return undefined;
  return { fromUs, toUs, chain: chainFrom(blocker, times) };
}

function chainFrom(first: UnitTimes, times: BootTimes): readonly string[] {
  const chain = [first.name];
  for (let unit = blockerOf(first, times); unit && !chain.includes(unit.name); unit = blockerOf(unit, times))
    chain.push(unit.name);
  return chain;
}

function blockerOf(unit: UnitTimes, times: BootTimes): UnitTimes | undefined {
  const basicUs = times.user.get("basic.target")?.activeUs ?? 0;
  const candidates = unit.after
    .map((name) => times.user.get(name))
    .filter((other): other is UnitTimes => other?.startedUs !== undefined && other.name.endsWith(".service"));
  const { startedUs } = unit;
  if (startedUs === undefined) {
    return unit.state === "inactive" ? candidates.find(({ state }) => state === "activating") : undefined;
  }
  const last = candidates
    .map((other) => ({ other, doneUs: doneUs(other) }))
    .filter(({ doneUs }) => doneUs !== undefined && doneUs > basicUs && doneUs <= startedUs)
    .sort((a, b) => (b.doneUs ?? 0) - (a.doneUs ?? 0))
    .at(0);
  return last?.doneUs !== undefined && startedUs - last.doneUs < promptUs ? last.other : undefined;
}

/** When those that start after it could go on: it was up, or its start came to nothing. */
function doneUs({ activeUs, endedUs }: UnitTimes): number | undefined {
  return activeUs ?? endedUs;
}
