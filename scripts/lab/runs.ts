import { readdirSync, rmSync } from "node:fs";
import { cgroupsNamed, removeCgroup } from "./cgroups.ts";
import { tryHold } from "./hold.ts";
import { buildDirectory, labDirectory } from "./paths.ts";

const CGROUP_PREFIX = "poddoctor-lab-";
const BUILD_PREFIX = "building-";

/** The cgroup that holds everything a run starts. */
export function runCgroup(run: string): string {
  return `${CGROUP_PREFIX}${run}`;
}

/** The name that a run's first process holds while it lives: whoever can take it knows that the run is dead. */
export function runHold(run: string): string {
  return `run/${run}`;
}

/**
 * Removes what run RUN made on the machine: its processes and cgroups, and what it was building. Mounts and upper
 * folders need no removal: they were in the run's own mount namespace. Returns false when a process would not go.
 */
export async function reap(run: string): Promise<boolean> {
  const gone = await removeCgroup(runCgroup(run));
  rmSync(buildDirectory(run), { recursive: true, force: true });
  return gone;
}

/** The runs of which something is there although no living process holds them, as they would be swept. */
export async function leftovers(): Promise<string[]> {
  const left: string[] = [];
  for (const run of new Set([...runsWithCgroup(), ...runsBuilding()])) {
    const held = await tryHold(runHold(run));
    if (held === undefined) continue;
    held.release();
    left.push(run);
  }
  return left;
}

/** Reaps every run that no living process holds: those whose own reaper was killed as well. Returns their names. */
export async function sweep(): Promise<string[]> {
  const swept: string[] = [];
  for (const run of new Set([...runsWithCgroup(), ...runsBuilding()])) {
    const held = await tryHold(runHold(run));
    if (held === undefined) continue;
    await reap(run);
    held.release();
    swept.push(run);
  }
  return swept;
}

function runsWithCgroup(): string[] {
  return cgroupsNamed(CGROUP_PREFIX).map((name) => name.slice(CGROUP_PREFIX.length));
}

function runsBuilding(): string[] {
  return readdirSync(labDirectory())
    .filter((name) => name.startsWith(BUILD_PREFIX))
    .map((name) => name.slice(BUILD_PREFIX.length));
}
