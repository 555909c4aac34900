import { lstatSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { codeOf } from "./file-state.ts";

/**
 * Whether nobody but those trusted can swap a folder on the way to a path, or what stands at it: each folder, where the
 * way is written and where its links lead, is theirs, and nobody else may write to it. The file itself is not looked at.
 *
 * @returns the first folder that somebody else holds; undefined where there is none
 */
export function foreignFolder(path: string, trusted: readonly number[] = [0]): string | undefined {
  const folders = ancestors(path);
  const [nearest] = folders.filter(exists).slice(-1);
  const led = nearest === undefined ? [] : [...ancestors(realpathSync(nearest)), realpathSync(nearest)];
  return [...folders, ...led].find((folder) => exists(folder) && !isHeldBy(folder, trusted));
}

/** From `/` down to the folder that the path is in. */
function ancestors(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [] : [...ancestors(parent), parent];
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return false;
    throw error;
  }
}

function isHeldBy(path: string, trusted: readonly number[]): boolean {
  const status = lstatSync(path);
  if (!trusted.includes(status.uid)) return false;
  // A link has no mode of its own: who may change it is said by the folder that it is in.
  return status.isSymbolicLink() || (status.mode & 0o022) === 0;
}
