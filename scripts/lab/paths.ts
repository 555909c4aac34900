import { resolve } from "node:path";

/** Where trees and layers are kept between runs: PODDOCTOR_LAB_DIR, else a folder of the system's cache. */
export function labDirectory(): string {
  return resolve(process.env.PODDOCTOR_LAB_DIR || "/var/cache/poddoctor-lab");
}

/** Where a run mounts its own tmpfs, in its own mount namespace: on the machine itself the folder stays empty. */
export function scratchDirectory(): string {
  return `${labDirectory()}/scratch`;
}

/** The folder on disk in which run RUN builds what it will rename into place; a name by which a dead run's is found. */
export function buildDirectory(run: string): string {
  return `${labDirectory()}/building-${run}`;
}
