import { readlinkSync, statSync } from "node:fs";
import { resolve } from "node:path";

/**
 * A path as the caller meant it. poddoctor itself runs in `/`, so a relative one is taken from $PWD, or, where sudo has
 * dropped that, from the folder of the process that called.
 */
export function callerPath(path: string): string {
  return resolve(callerDirectory(), path);
}

function callerDirectory(): string {
  const told = process.env.PWD;
  if (told?.startsWith("/") && isDirectory(told)) return told;
  try {
    return readlinkSync(`/proc/${process.ppid}/cwd`);
  } catch {
    return "/";
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
