import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { commandEnvironment } from "../host/environment.ts";
import type { Identity } from "../host/host.ts";
import { findTool } from "../host/run-command.ts";

/** The lock, or a sentence that says why there is none. */
export type Lock =
  | { readonly held: true; release(): void }
  /** `homeless`: the account has no home that it may open. */
  | { readonly held: false; readonly why: string; readonly homeless?: true };

/** What flock(1) is told to answer where somebody else has the lock. */
const conflict = 75;
/** EX_NOINPUT of sysexits(3): flock(1) cannot open what it is to lock. */
const cannotOpen = 66;

/**
 * One repair at a time for an account, whoever runs it: flock(1) on the home itself leaves no file behind and is let go
 * by the kernel however poddoctor ends.
 *
 * @returns the lock, or who has it
 */
export async function lockAccount(account: Identity, callerUid: number): Promise<Lock> {
  const argv = lockCommand(account, callerUid);
  if ("missing" in argv) return { held: false, why: `${argv.missing} is not installed, and it takes the lock` };
  const child = spawn(argv.file, argv.words, {
    stdio: ["pipe", "pipe", "ignore"],
    env: commandEnvironment(account),
    cwd: "/",
  });
  child.stdin.on("error", () => {});
  child.stdin.write("held\n");
  const status = await answered(child);
  if (status === "held") return { held: true, release: () => child.stdin.end() };
  child.stdin.end();
  if (status === conflict) {
    const by = holderOf(account.home);
    return {
      held: false,
      why: `another repair or rehearsal of ${account.name} is running${by === undefined ? "" : `, process ${by}`}; try again when it is done`,
    };
  }
  if (status === cannotOpen) {
    const why = `${account.home} is missing, is no folder, or ${account.name} may not enter it: without it nothing of ${account.name}'s can be repaired or rehearsed. poddoctor --user ${account.name} says what is wrong`;
    return { held: false, homeless: true, why };
  }
  return {
    held: false,
    why: `${account.home} cannot be locked (flock: exit ${status}): is it a folder of ${account.name}'s?`,
  };
}

/** As root never on the home with root's rights: flock(1) makes the file that it does not find. */
function lockCommand(
  account: Identity,
  callerUid: number,
): { readonly file: string; readonly words: readonly string[] } | { readonly missing: string } {
  const tools = account.uid === callerUid ? ["flock", "cat"] : ["setpriv", "flock", "cat"];
  const found = tools.map((name) => findTool(name) ?? "");
  const missing = tools[found.indexOf("")];
  if (missing !== undefined) return { missing };
  const [cat = "", flock = "", setpriv] = found.reverse();
  // The folder must be one (`/.`), or flock would make a file in its place.
  const lock = [flock, "--nonblock", "--conflict-exit-code", String(conflict), `${account.home}/.`, cat];
  if (setpriv === undefined) return { file: flock, words: lock.slice(1) };
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, `--groups=${account.groups.join(",")}`];
  return { file: setpriv, words: [...ids, "--", ...lock] };
}

function answered(child: ChildProcessByStdio<Writable, Readable, null>): Promise<"held" | number> {
  return new Promise((resolve) => {
    child.stdout.once("data", () => resolve("held"));
    child.once("exit", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(127));
  });
}

/** The process that holds the lock by /proc/locks (proc_locks(5)): flock(1)'s parent. Undefined where it cannot be seen. */
function holderOf(path: string): number | undefined {
  try {
    const { ino } = statSync(path);
    const line = readFileSync("/proc/locks", "utf8")
      .split("\n")
      .find((text) => text.includes(" FLOCK ") && text.includes(`:${ino} `));
    const pid = /\s(\d+)\s+\S+:\S+:\d+\s/.exec(line ?? "")?.[1];
    const parent = pid && /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return parent ? Number(parent) : undefined;
  } catch {
    return undefined;
  }
}
