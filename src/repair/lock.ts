import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { commandEnvironment } from "../host/environment.ts";
import type { Identity } from "../host/host.ts";
import { findTool } from "../host/run-command.ts";

export type Lock = { readonly held: true; release(): void } | { readonly held: false; readonly by: string };

/**
 * One repair at a time for an account, whoever runs it: flock(1) on the home itself leaves no file behind and is let go
 * by the kernel however poddoctor ends.
 *
 * @returns the lock, or who has it
 */
export async function lockAccount(account: Identity, callerUid: number): Promise<Lock> {
  const [flock, cat, setpriv] = [findTool("flock"), findTool("cat"), findTool("setpriv")];
  if (!flock || !cat) return { held: false, by: "nobody, but flock(1) is not installed" };
  const drop =
    account.uid === callerUid || !setpriv
      ? []
      : [setpriv, `--reuid=${account.uid}`, `--regid=${account.gid}`, `--groups=${account.groups.join(",")}`, "--"];
  const [program = flock, ...words] = [...drop, flock, "--nonblock", "--conflict-exit-code", "75", account.home, cat];
  const child = spawn(program, words, {
    stdio: ["pipe", "pipe", "ignore"],
    env: commandEnvironment(account),
    cwd: "/",
  });
  child.stdin.on("error", () => {});
  child.stdin.write("held\n");
  const status = await answered(child);
  if (status === "held") return { held: true, release: () => child.stdin.end() };
  if (status === 75) return { held: false, by: holderOf(account.home) };
  return { held: false, by: `nobody, but ${account.home} cannot be locked (flock: exit ${status})` };
}

function answered(child: ChildProcessByStdio<Writable, Readable, null>): Promise<"held" | number> {
  return new Promise((resolve) => {
    child.stdout.once("data", () => resolve("held"));
    child.once("exit", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(127));
  });
}

/** The process that holds the lock by /proc/locks (proc(5)), and what it was started by. */
function holderOf(path: string): string {
  try {
    const { ino } = statSync(path);
    const line = readFileSync("/proc/locks", "utf8")
      .split("\n")
      .find((text) => text.includes("FLOCK") && text.includes(`:${ino} `));
    const pid = /\s(\d+)\s+\S+:\S+:\d+\s/.exec(line ?? "")?.[1];
    const parent = pid && /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return parent ? `process ${parent}` : "another process";
  } catch {
    return "another process";
  }
}
