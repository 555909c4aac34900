import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { inCgroup } from "./cgroups.ts";
import { SYSTEM_PATH } from "./command.ts";
import { tryHold } from "./hold.ts";
import { installMissing } from "./packages.ts";
import { labDirectory, scratchDirectory } from "./paths.ts";
import { reap, runCgroup, runHold, sweep } from "./runs.ts";

const RUN_VARIABLE = "PODDOCTOR_LAB_RUN";

/**
 * Why no run can be kept apart here; undefined where it can. Where `/` is no mount point (chroot(1) into a folder) a new
 * mount namespace cannot be made private, and what a run mounts would show outside (mount_namespaces(7)).
 */
export function isolationObstacle(): string | undefined {
  let mounts: string;
  try {
    mounts = readFileSync("/proc/self/mountinfo", "utf8");
  } catch {
    return "there is no /proc, as in a bare chroot";
  }
  if (mounts.split("\n").some((line) => line.split(" ")[4] === "/")) return undefined;
  return "/ is no mount point, as in a chroot: bind the tree onto itself (mount --rbind DIR DIR) before the chroot";
}

/** Whether this process is the worker of a run, and not the one that starts it. */
export function isWorker(): boolean {
  return process.env[RUN_VARIABLE] !== undefined;
}

/**
 * Makes sure that this script runs as the worker of a run: PID 1 of a PID namespace, in a private mount namespace, in a
 * cgroup of the run. Returns the run's name there. Called outside, it starts the same script again as such a worker,
 * waits, and ends this process with the worker's exit status: it does not return.
 *
 * What holds when this process is killed: PR_SET_PDEATHSIG (setpriv(1), unshare(1) --kill-child) ends the namespace's
 * first process, with it every process and mount of the run; the reaper then removes the cgroups and what was being built.
 */
export async function isolate(): Promise<string> {
  const run = process.env[RUN_VARIABLE];
  if (run === undefined) return startWorker();
  if (process.pid !== 1) throw new Error(`${RUN_VARIABLE} is set, but this is not a run's worker`);
  delete process.env[RUN_VARIABLE];
  mountTmpfs(scratchDirectory());
  // systemd-nspawn leaves its lock and propagation folders there: on a tmpfs they go with the run.
  mountTmpfs("/run/systemd/nspawn");
  return run;
}

function mountTmpfs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const argv = ["mount", "-t", "tmpfs", "-o", "mode=0755", "poddoctor-lab", folder];
  const { exitCode, stderr } = Bun.spawnSync(argv, { env: { PATH: SYSTEM_PATH } });
  if (exitCode !== 0) throw new Error(`${argv.join(" ")}: ${stderr}`);
}

async function startWorker(): Promise<never> {
  const obstacle = process.getuid?.() === 0 ? isolationObstacle() : "it boots whole hosts, and must be root for that";
  if (obstacle !== undefined) {
    console.error(`lab: ${obstacle}`);
    process.exit(3);
  }
  mkdirSync(scratchDirectory(), { recursive: true });
  await installMissing();
  const swept = await sweep();
  if (swept.length > 0) console.error(`lab: removed what ${swept.length} interrupted run(s) left in ${labDirectory()}`);

  const run = randomBytes(6).toString("hex");
  await tryHold(runHold(run));
  const reaper = Bun.spawn([process.execPath, `${import.meta.dirname}/reaper.ts`, run], {
    cwd: "/",
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
    detached: true,
  });
  if ((await reaper.stdout.getReader().read()).value === undefined) throw new Error("the lab's reaper did not start");

  const worker = Bun.spawn(workerArgv(run), {
    env: { ...process.env, [RUN_VARIABLE]: run },
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  });
  let interruptedBy: NodeJS.Signals | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      interruptedBy ??= signal;
      worker.kill("SIGKILL");
    });
  }
  // Without its reaper a run would not be cleaned up if it were killed: better that it ends now.
  let unguarded = false;
  void reaper.exited.then(() => {
    unguarded = true;
    worker.kill("SIGKILL");
  });
  const exit = await worker.exited;
  if (interruptedBy === undefined && exit > 128)
    console.error(`lab: the run was ended from outside (${exit})${unguarded ? ", after its reaper" : ""}`);
  reaper.stdin.end();
  const reaped = await reaper.exited;
  // A reaper that was killed itself has left its work.
  if (reaped !== 0 && !(await reap(run)))
    console.error(`lab: a process of run ${run} would not end, its cgroup is still there`);
  process.exit(interruptedBy === undefined ? exit : 128 + constants.signals[interruptedBy]);
}

function workerArgv(run: string): string[] {
  const unshare = [
    "unshare",
    "--mount",
    "--propagation",
    "private",
    "--pid",
    "--fork",
    "--kill-child=SIGKILL",
    "--mount-proc",
  ];
  const script = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  // The death signal first, then the cgroup: when the run was killed in between, the cgroup is gone and nothing starts.
  return ["setpriv", "--pdeathsig", "KILL", ...inCgroup(`${runCgroup(run)}/worker`, [...unshare, "--", ...script])];
}
