import { closeSync, openSync, readFileSync, unlinkSync } from "node:fs";
import { constants } from "node:os";
import { scratchDirectory } from "./paths.ts";

/** What a command left: its exit status (128 + N when signal N ended it, as a shell says it) and what it wrote. */
export interface CommandResult {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Seconds after which the command is killed and the call throws; 60 unless told. */
  readonly seconds?: number;
  readonly stdin?: string | Uint8Array;
  /** The whole environment; without it, a fixed PATH and nothing else. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the command is called in errors, when argv is wrapped in what brings it to its place. */
  readonly called?: readonly string[];
  /** What to do besides SIGKILL to the command itself when the time is over (descendants may live elsewhere). */
  readonly onTimeLimit?: () => void;
}

export const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** A command did not end within its time limit. */
export class TimeLimitExceeded extends Error {
  override readonly name = "TimeLimitExceeded";
  constructor(argv: readonly string[], seconds: number, output: string) {
    super(`${argv.join(" ")}: not finished after ${seconds} s\n${output}`);
  }
}

/** A command that had to succeed did not. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
  constructor(argv: readonly string[], result: CommandResult) {
    super(`${argv.join(" ")}: exit ${result.exit}\n${result.stderr || result.stdout}`.trimEnd());
  }
}

let captures = 0;

// Files, not pipes: a grandchild that keeps its output open (conmon does) must not keep the call waiting.
function openCapture(): number {
  const path = `${scratchDirectory()}/capture-${captures++}`;
  const descriptor = openSync(path, "ax+");
  unlinkSync(path);
  return descriptor;
}

/**
 * Runs argv, waits for it and returns what it left, whatever its exit status.
 * Only inside a run of the lab (the output is captured in its scratch folder).
 * Throws TimeLimitExceeded; throws what spawn reports when argv[0] does not exist.
 */
export async function command(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const seconds = options.seconds ?? 60;
  const out = openCapture();
  const err = openCapture();
  try {
    const stdin = options.stdin === undefined ? "ignore" : Buffer.from(options.stdin);
    const child = Bun.spawn([...argv], {
      env: { ...(options.env ?? { PATH: SYSTEM_PATH, LANG: "C.UTF-8" }) },
      cwd: "/",
      stdin,
      stdout: out,
      stderr: err,
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
      options.onTimeLimit?.();
    }, seconds * 1000);
    await child.exited;
    clearTimeout(timer);
    const stdout = readFileSync(`/proc/self/fd/${out}`, "utf8");
    const stderr = readFileSync(`/proc/self/fd/${err}`, "utf8");
    if (late) throw new TimeLimitExceeded(options.called ?? argv, seconds, stderr || stdout);
    return { exit: child.exitCode ?? 128 + signalNumber(child.signalCode), stdout, stderr };
  } finally {
    closeSync(out);
    closeSync(err);
  }
}

/** Like command, but throws CommandFailed unless the exit status is 0. */
export async function mustRun(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const result = await command(argv, options);
  if (result.exit !== 0) throw new CommandFailed(argv, result);
  return result;
}

function signalNumber(signal: NodeJS.Signals | number | null): number {
  if (signal === null || typeof signal === "number") return signal ?? 0;
  return constants.signals[signal] ?? 0;
}
