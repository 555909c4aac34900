import { writeSync } from "node:fs";
import { delegateControllers, makeCgroup } from "./cgroups.ts";
import { reap, runCgroup } from "./runs.ts";

// Started in a session of its own by isolation.ts, with a pipe on stdin that the run's first process alone holds: its
// end of file is the end of the run, whatever ended it. The reaper makes the cgroups itself, so that there is no moment
// at which they exist and nobody waits to remove them.
const run = process.argv[2];
if (run === undefined || !/^[0-9a-f]+$/.test(run)) throw new Error("usage: reaper.ts RUN");

makeCgroup(`${runCgroup(run)}/worker`);
delegateControllers(runCgroup(run));
try {
  writeSync(1, "ready\n");
} catch {
  // The run is already dead: its end of file comes next.
}
for await (const _ of Bun.stdin.stream()) {
  // Nothing is ever sent.
}
process.exit((await reap(run)) ? 0 : 1);
