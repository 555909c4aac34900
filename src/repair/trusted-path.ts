import { lstatSync, readlinkSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";

/** As many links as the kernel follows (path_resolution(7)). */
const maxLinks = 40;

/**
 * Walks to a path as the kernel does, and looks whether nobody but those trusted can swap what is on the way: each folder
 * is theirs, nobody else may write to it, and each link is theirs. What stands at the path itself is not looked at
 * (with `/.` behind it, it is).
 *
 * @returns the first folder or link that somebody else holds; undefined where there is none
 * @throws the system's error where the way cannot be walked
 */
export function foreignFolder(path: string, trusted: readonly number[] = [0]): string | undefined {
  let folder = "/";
  let links = 0;
  const left = partsOf(path);
  for (;;) {
    if (!isHeldBy(lstatSync(folder), trusted)) return folder;
    const part = left.shift();
    if (part === undefined || left.length === 0) return undefined;
    if (part === ".") continue;
    const next = part === ".." ? dirname(folder) : join(folder, part);
    const status = lstatSync(next, { throwIfNoEntry: false });
    // What is missing can only be made by who may write the folder above.
    if (!status) return undefined;
    if (!status.isSymbolicLink()) {
      folder = next;
      continue;
    }
    if (!trusted.includes(status.uid)) return next;
    links += 1;
    if (links > maxLinks) throw Object.assign(new Error("too many links"), { code: "ELOOP" });
    const target = readlinkSync(next);
    left.unshift(...partsOf(target));
    if (target.startsWith("/")) folder = "/";
  }
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function isHeldBy({ uid, mode }: Stats, trusted: readonly number[]): boolean {
  return trusted.includes(uid) && (mode & 0o022) === 0;
}
