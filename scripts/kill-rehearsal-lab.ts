import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { withLab } from "./lab/lab.ts";
import { isRelease } from "./lab/releases.ts";
import { killedTrials } from "./rehearsal-lab/killed.ts";

/** Kills rehearsals on a booted host at moments drawn by lot; exit status 1 where one left its host without its pods. */
const { values } = parseArgs({
  options: {
    binary: { type: "string", default: join(import.meta.dirname, "../dist/poddoctor") },
    release: { type: "string", default: "trixie" },
    times: { type: "string", default: "12" },
  },
});
const { release } = values;
if (!isRelease(release)) {
  console.error("usage: bun scripts/kill-rehearsal-lab.ts [--release R] [--times N] [--binary FILE]");
  process.exit(2);
}

process.exitCode = await withLab(async (lab) => {
  const trials = await killedTrials(lab, release, resolve(values.binary), Number(values.times));
  const running = trials.filter(({ wasRunning }) => wasRunning);
  const well = trials.filter(({ problems }) => problems.length === 0);
  console.log(`${running.length} of ${trials.length} were killed while they ran; ${well.length} hosts are as before.`);
  return well.length === trials.length && running.length > 0 ? 0 : 1;
});
process.exit();
