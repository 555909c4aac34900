import { constants as access, accessSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { execa, type ResultPromise } from "execa";
import { toolDirectories } from "./environment.ts";
import { type CommandAnswer, unanswered } from "./host.ts";

export interface Spawn {
  readonly argv: readonly string[];
  readonly environment: Record<string, string>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/**
 * Runs a program in a process group of its own and answers within its time limit, also where a grandchild keeps the
 * pipe open: the whole group is killed, and what has escaped from it is no longer waited for.
 * execa's own timeout ends the child only (measured: `sh -c "sleep 3 & wait"` with 200 ms took 3005 ms).
 *
 * @returns the exit status and output, or why there is none; a program that fails is an answer
 */
export async function runCommand(spawn: Spawn): Promise<CommandAnswer> {
  const [tool = "", ...rest] = spawn.argv;
  const file = tool.startsWith("/") ? tool : findTool(tool);
  if (file === undefined) return unanswered("missing-tool", `${tool} is not installed`);
  const child = execa(file, rest, {
    reject: false,
    detached: true,
    stdin: "ignore",
    env: spawn.environment,
    extendEnv: false,
    cwd: "/",
    maxBuffer: spawn.maxBytes,
    stripFinalNewline: false,
  });
  const killGroup = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // The group has ended by itself.
    }
  };
  let stopWaiting = (): void => {};
  const late = new Promise<"late">((resolve) => {
    stopWaiting = afterWaiting(spawn.timeoutMs, () => {
      killGroup();
      resolve("late");
    });
  });
  const entry = { pid: child.pid, kill: killGroup };
  running.add(entry);
  try {
    const result = await Promise.race([child, late]);
    if (result === "late") {
      abandon(child);
      return unanswered("timeout", `${spawn.argv.join(" ")} did not answer within ${spawn.timeoutMs / 1000} s`);
    }
    if (result.code === "ENOENT") return unanswered("missing-tool", `${tool} is not installed`);
    if (result.code === "EACCES") return unanswered("denied", `${tool} may not be run`);
    const exit = result.exitCode ?? (result.signal === undefined ? undefined : signalExit(result.signal));
    if (exit === undefined && !result.isMaxBuffer) return unanswered("failed", result.shortMessage ?? `${tool} failed`);
    if (result.isMaxBuffer) killGroup();
    return {
      outcome: "exited",
      exit: exit ?? 141,
      stdout: result.stdout,
      stderr: result.stderr,
      truncated: result.isMaxBuffer,
    };
  } finally {
    stopWaiting();
    running.delete(entry);
  }
}

/** Into how many parts a time limit is cut. */
const parts = 10;
/** How many time limits a command gets that goes on computing. */
const mostLimits = 6;

/**
 * Calls `then` when a time limit was spent waiting. A part of it in which a command of this process was computing, or at
 * whose end this process came to look far too late, is the slowness of the machine and not a hung command: on an emulated
 * processor a `stat` took more than ten seconds (booted: sid). A command that computes for ever is given up as well.
 *
 * @returns stops waiting
 */
function afterWaiting(milliseconds: number, then: () => void): () => void {
  const part = milliseconds / parts;
  let waited = 0;
  let passed = 0;
  let before = spentByCommands();
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const begun = performance.now();
    timer = setTimeout(() => {
      const late = performance.now() - begun > 2 * part;
      const now = spentByCommands();
      const computing = [...now].some(([pid, spent]) => spent.runs || spent.ticks !== (before.get(pid)?.ticks ?? 0));
      before = now;
      passed += 1;
      if (!late && !computing) waited += 1;
      if (waited < parts && passed < parts * mostLimits) wait();
      else then();
    }, part);
  };
  wait();
  return () => clearTimeout(timer);
}

/** What each command that is under way has computed, in clock ticks, and whether it is about to (proc_pid_stat(5)). */
function spentByCommands(): ReadonlyMap<number, { readonly ticks: number; readonly runs: boolean }> {
  const spent = new Map<number, { ticks: number; runs: boolean }>();
  for (const { pid } of running) {
    if (pid === undefined) continue;
    const [state, ...fields] = statFields(pid);
    if (state !== undefined) spent.set(pid, { ticks: Number(fields[10]) + Number(fields[11]), runs: state === "R" });
  }
  return spent;
}

/** The fields behind the program's name, which may hold anything. */
function statFields(pid: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

const running = new Set<{ readonly pid: number | undefined; readonly kill: () => void }>();

/** Ends every command that is still running; for the way out after a signal. */
export function killRunningCommands(): void {
  for (const { kill } of running) kill();
}

/** Where a tool is, in the fixed list of directories; undefined where it is not installed. */
export function findTool(name: string): string | undefined {
  return toolDirectories.map((directory) => join(directory, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, access.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A process that left its group still holds the pipe; without this it would hold us, too. */
function abandon({
  stdout,
  stderr,
  nodeChildProcess,
}: Pick<ResultPromise, "stdout" | "stderr" | "nodeChildProcess">): void {
  stdout?.destroy();
  stderr?.destroy();
  nodeChildProcess.unref();
}

const signalNumbers: Readonly<Record<string, number>> = constants.signals;

function signalExit(signal: string): number {
  return 128 + (signalNumbers[signal] ?? 0);
}
