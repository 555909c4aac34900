import { readFileSync } from "node:fs";
import type { RunningContainer } from "./host-under-test.ts";

/**
 * The podman containers among these processes: each has a conmon(8), which names it (-n, -c) and whose child is the
 * container's main process. Read from /proc alone, so that looking changes nothing on the host.
 */
export function containersAmong(processes: readonly number[]): RunningContainer[] {
  const found: RunningContainer[] = [];
  for (const pid of processes) {
    const argv = read(`/proc/${pid}/cmdline`).split("\0");
    if (!/(^|\/)conmon$/.test(argv[0] ?? "")) continue;
    if (!childrenOf(pid).some(isAlive)) continue;
    const uid = /^Uid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1];
    found.push({ name: optionOf(argv, "-n"), id: optionOf(argv, "-c"), uid: Number(uid) });
  }
  return found;
}

/**
 * Whether a process is a podman that may yet start or stop a container: not its pause process ("podman pause"), nor the
 * API service, which bookworm enables and which waits for five seconds at each boot for somebody to ask it.
 */
export function isPodman(pid: number): boolean {
  const name = read(`/proc/${pid}/comm`).trim();
  const argv = read(`/proc/${pid}/cmdline`).split("\0");
  // In the user namespace podman runs itself again as /proc/self/exe.
  const isPodman = name === "podman" || (name === "exe" && /(^|\/)podman$/.test(argv[0] ?? ""));
  return isPodman && !(argv.includes("system") && argv.includes("service"));
}

/** The children of a process, of all its threads. */
export function childrenOf(pid: number): number[] {
  const text = read(`/proc/${pid}/task/${pid}/children`);
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map(Number);
}

function isAlive(pid: number): boolean {
  const state = /^State:\s+(\S)/m.exec(read(`/proc/${pid}/status`))?.[1];
  return state !== undefined && state !== "Z" && state !== "X";
}

function optionOf(argv: readonly string[], option: string): string {
  const at = argv.indexOf(option);
  return at === -1 ? "" : (argv[at + 1] ?? "");
}

// A process may be gone between being listed and being read.
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
