import { constants as access, accessSync } from "node:fs";
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => {
      killGroup();
      resolve("late");
    }, spawn.timeoutMs);
  });
  running.add(killGroup);
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
    clearTimeout(timer);
    running.delete(killGroup);
  }
}

const running = new Set<() => void>();

/** Ends every command that is still running; for the way out after a signal. */
export function killRunningCommands(): void {
  for (const kill of running) kill();
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
