import type { Program, Run } from "./protocol.ts";
import type { Scene } from "./scene.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** What was measured of a program. */
export interface Measured {
  readonly milliseconds: Spread;
  /** Kilobytes of its largest process. */
  readonly peak: number;
}

/** A program that is run in every round, and what its runs came to. */
export class Gauge {
  readonly scene: Scene;
  readonly program: Program;
  /** Whether its memory is looked at, too. */
  readonly weighed: boolean;
  readonly #milliseconds: number[] = [];
  readonly #peaks: number[] = [];

  constructor(scene: Scene, program: Program, weighed: boolean) {
    this.scene = scene;
    this.program = program;
    this.weighed = weighed;
  }

  timed({ milliseconds, exit }: Run): void {
    // 126 and above: a shell's words for what could not be run, or was ended by a signal.
    if (exit === null || exit >= 126) throw new Error(`${this.program.argv.join(" ")}: exit ${exit}`);
    this.#milliseconds.push(milliseconds);
  }

  hadAtMost(kilobytes: number): void {
    this.#peaks.push(kilobytes);
  }

  get milliseconds(): Spread {
    return spreadOf(this.#milliseconds);
  }

  get measured(): Measured {
    return { milliseconds: this.milliseconds, peak: Math.max(...this.#peaks) };
  }
}

/** Runs each program once, another one first in each round, in one probe per host. */
export async function runRound(gauges: readonly Gauge[], round: number, weigh: boolean): Promise<void> {
  const scenes = rotated([...Map.groupBy(gauges, ({ scene }) => scene)], round);
  for (const [scene, all] of scenes) {
    const ofScene = rotated(all, round);
    const runs = await scene.times(ofScene.map(({ program }) => program));
    for (const [place, run] of runs.entries()) ofScene[place]?.timed(run);
    if (!weigh) continue;
    const weighed = ofScene.filter((gauge) => gauge.weighed);
    const peaks = await scene.peaks(weighed.map(({ program }) => program));
    for (const [place, peak] of peaks.entries()) weighed[place]?.hadAtMost(peak);
  }
}

function rotated<T>(all: readonly T[], by: number): readonly T[] {
  const start = all.length === 0 ? 0 : by % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}
