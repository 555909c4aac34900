import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.ts";
import { withLab } from "./lab/lab.ts";
import { repairTrials } from "./repair-lab/trials.ts";

const binary = join(import.meta.dir, "../dist/poddoctor");

/**
 * Tries what fix and undo promise beyond single faults (those are the boot lab's) on booted hosts, as root on this
 * machine. Words choose trials by what their names hold.
 */
async function main(words: readonly string[]): Promise<number> {
  const chosen = repairTrials.filter(({ name, release }) => words.every((word) => `${name} ${release}`.includes(word)));
  const counts = { passed: 0, failed: 0, skipped: repairTrials.length - chosen.length };
  if (process.getuid?.() !== 0) {
    console.log(`0 passed, 0 failed, ${repairTrials.length} skipped: the lab needs root`);
    return 0;
  }
  await withLab(async (lab) => {
    if (!existsSync(binary)) await build();
    for (const trial of chosen) {
      const { name, release, on: variant } = trial;
      const begun = Date.now();
      const host = await lab.make({ release, variant, binary });
      try {
        await trial.run(host);
        counts.passed += 1;
        console.log(`ok    ${release}  ${name}  ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      } catch (error) {
        counts.failed += 1;
        console.log(`FAIL  ${release}  ${name}\n${error instanceof Error ? error.message : String(error)}`);
      } finally {
        await host.destroy();
      }
    }
  });
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
