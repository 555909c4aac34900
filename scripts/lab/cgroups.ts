import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";

/** The cgroup mounts in which a run makes its own: cgroup2, and name=systemd beside it where the machine is hybrid. */
export interface CgroupMounts {
  readonly unified: string;
  readonly all: readonly string[];
}

/**
 * Reads /proc/self/mountinfo (proc_pid_mountinfo(5)). Throws when cgroup2 is not mounted.
 * systemd-nspawn wants both hierarchies of a hybrid machine (lab.md: else two hosts meet in `payload`).
 */
export function cgroupMounts(): CgroupMounts {
  let unified: string | undefined;
  const named: string[] = [];
  for (const line of readFileSync("/proc/self/mountinfo", "utf8").split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const mountPoint = before.split(" ")[4];
    const [type, , options = ""] = after.split(" ");
    if (mountPoint === undefined) continue;
    if (type === "cgroup2") unified ??= mountPoint;
    if (type === "cgroup" && options.split(",").includes("name=systemd")) named.push(mountPoint);
  }
  if (unified === undefined) throw new Error("cgroup2 is not mounted on this machine: the lab cannot boot a host");
  return { unified, all: [unified, ...named.slice(0, 1)] };
}

/** Whether v1 hierarchies are there beside cgroup2: /proc/self/cgroup then lists them inside every container too. */
export function isHybrid(): boolean {
  return cgroupMounts().all.length > 1;
}

/** Makes cgroup NAME (a path below the mounts) in every hierarchy. */
export function makeCgroup(name: string): void {
  for (const mount of cgroupMounts().all) mkdirSync(`${mount}/${name}`, { recursive: true });
}

/**
 * Passes the controllers of cgroup NAME down to the cgroups below it, as far as each can be: a host's own systemd shares
 * out what it was given. Afterwards NAME itself can hold no process (cgroups(7), "no internal processes").
 */
export function delegateControllers(name: string): void {
  const cgroup = `${cgroupMounts().unified}/${name}`;
  for (const controller of readFileSync(`${cgroup}/cgroup.controllers`, "utf8").split(/\s+/)) {
    try {
      if (controller !== "") writeFileSync(`${cgroup}/cgroup.subtree_control`, `+${controller}`);
    } catch {
      // Not every controller can be delegated (threaded, or held by a v1 hierarchy): the host then does without.
    }
  }
}

/** The argv that runs argv in cgroup NAME, in every hierarchy; it exits 125 when there is no such cgroup. */
export function inCgroup(name: string, argv: readonly string[]): string[] {
  const files = cgroupMounts().all.map((mount) => `${mount}/${name}/cgroup.procs`);
  const join = 'n=$1; shift; while [ "$n" -gt 0 ]; do echo 0 > "$1" || exit 125; shift; n=$((n - 1)); done; exec "$@"';
  return ["/bin/sh", "-c", join, "join", String(files.length), ...files, ...argv];
}

/** Sends SIGKILL to every process of cgroup NAME and below (cgroup.kill, Linux 5.14). A cgroup that is gone is fine. */
export function killCgroup(name: string): void {
  try {
    writeFileSync(`${cgroupMounts().unified}/${name}/cgroup.kill`, "1");
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Every process below cgroup NAME, by its id in this process's PID namespace. */
export function processesOf(name: string): number[] {
  const found: number[] = [];
  walk(`${cgroupMounts().unified}/${name}`, (folder) => {
    try {
      for (const line of readFileSync(`${folder}/cgroup.procs`, "utf8").split("\n"))
        if (line !== "") found.push(Number(line));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  });
  return found;
}

/**
 * Kills what is in cgroup NAME and removes it from every hierarchy.
 * Returns false when something was still there after `seconds`.
 */
export async function removeCgroup(name: string, seconds = 10): Promise<boolean> {
  const mounts = cgroupMounts();
  const end = Date.now() + seconds * 1000;
  for (;;) {
    killCgroup(name);
    for (const mount of mounts.all) walk(`${mount}/${name}`, removeFolder);
    if (mounts.all.every((mount) => !existsSync(`${mount}/${name}`))) return true;
    if (Date.now() > end) return false;
    await Bun.sleep(20);
  }
}

/** The names of the cgroups at the top of any hierarchy that begin with `prefix`. */
export function cgroupsNamed(prefix: string): string[] {
  const names = cgroupMounts().all.flatMap((mount) => readdirSync(mount).filter((name) => name.startsWith(prefix)));
  return [...new Set(names)];
}

// Deepest first, so that a folder is empty when its turn comes.
function walk(folder: string, visit: (folder: string) => void): void {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(`${folder}/${entry.name}`, visit);
    }
  } catch (error) {
    if (!isGone(error)) throw error;
    return;
  }
  visit(folder);
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // A process is still leaving (EBUSY) or another reaper was faster (ENOENT): the caller looks again.
  }
}

function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENODEV" || code === "ENOTDIR";
}
