import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { codeOf, contentOf, type FileState, octal, readFileState, sameState } from "./file-state.ts";

/** One path, from the state that was seen to the state that shall be. Undoing is the same the other way round. */
export interface FileChange {
  readonly path: string;
  readonly before: FileState;
  readonly after: FileState;
}

export type ChangeOutcome =
  | { readonly outcome: "changed" }
  /** It was so already: an earlier run was ended right after it. */
  | { readonly outcome: "already" }
  /** Somebody changed it since it was looked at; nothing was done. */
  | { readonly outcome: "differs"; readonly detail: string }
  | { readonly outcome: "failed"; readonly detail: string };

/** Told of each single write before it is done; for tests that end the process there. */
export type FaultPoint = (what: string) => void;

const temporary = /^\.poddoctor-(\d+)-[0-9a-f]+$/;

/**
 * Brings a path from one state to another so that whoever looks, at any moment, sees the one or the other, whole.
 * A file is written beside its place, made durable and renamed over it (rename(2)); folders are made and removed only
 * when empty. Right before it, the path must still be in the state that the plan saw.
 */
export function applyChange(change: FileChange, fault: FaultPoint = () => {}): ChangeOutcome {
  const { path, before, after } = change;
  try {
    removeLeftovers(dirname(path));
    const now = readFileState(path);
    if (sameState(now, after)) return { outcome: "already" };
    if (!sameState(now, before)) return { outcome: "differs", detail: `${path} ${sinceThen(before, now)}` };
    transit(path, now, after, fault);
    syncDirectory(dirname(path));
    return { outcome: "changed" };
  } catch (error) {
    if (codeOf(error) === "ENOTEMPTY")
      return { outcome: "differs", detail: `${path} holds what somebody else put there` };
    return { outcome: "failed", detail: `${path}: ${reasonOf(error)}` };
  }
}

function transit(path: string, now: FileState, after: FileState, fault: FaultPoint): void {
  switch (after.kind) {
    case "absent":
      fault(`remove ${path}`);
      if (now.kind === "directory") rmdirSync(path);
      else unlinkSync(path);
      return;
    case "directory":
      fault(`make folder ${path}`);
      mkdirSync(path, { mode: 0o755 });
      return;
    case "symlink":
      replace(path, now, fault, (temporaryPath) => symlinkSync(after.target, temporaryPath));
      return;
    case "file":
      if (now.kind === "file" && now.base64 === after.base64) {
        fault(`set mode of ${path}`);
        setMode(path, after.mode);
        return;
      }
      replace(path, now, fault, (temporaryPath) => writeFile(temporaryPath, after, fault));
      return;
    default:
      throw new Error(after.what);
  }
}

/** A folder cannot be renamed over; there the name must be free. */
function replace(path: string, now: FileState, fault: FaultPoint, write: (temporaryPath: string) => void): void {
  if (now.kind === "directory") throw new Error("a folder is in its place");
  // At random: a name that can be foretold can be taken before.
  const temporaryPath = `${dirname(path)}/.poddoctor-${process.pid}-${randomBytes(6).toString("hex")}`;
  try {
    fault(`write ${path}`);
    write(temporaryPath);
    fault(`rename to ${path}`);
    renameSync(temporaryPath, path);
  } catch (error) {
    removeIfThere(temporaryPath);
    throw error;
  }
}

function writeFile(path: string, state: Extract<FileState, { kind: "file" }>, fault: FaultPoint): void {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const descriptor = openSync(path, flags, 0o600);
  try {
    const bytes = contentOf(state);
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fault(`finish ${path}`);
    // The mode is set whatever the umask says, or undoing would not bring back what was.
    fchmodSync(descriptor, state.mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Of the file that is there now; a link that took its place meanwhile is not followed. */
function setMode(path: string, mode: number): void {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The new name must survive a power cut, too. Some file systems refuse to sync a folder; then there is no more to do. */
function syncDirectory(path: string): void {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // EINVAL on some network file systems.
  }
}

/** Removes files that a killed run of poddoctor left half written beside the whole ones. */
export function removeLeftovers(directory: string): void {
  let names: readonly string[];
  try {
    names = readdirSync(directory);
  } catch {
    return;
  }
  for (const name of names) {
    const pid = temporary.exec(name)?.[1];
    if (pid === undefined || Number(pid) === process.pid || isAlive(Number(pid))) continue;
    removeIfThere(`${directory}/${name}`);
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made, or somebody made a folder of that name.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function sinceThen(before: FileState, now: FileState): string {
  if (now.kind === "other") return now.what;
  if (before.kind === "absent") return "was made by somebody else meanwhile";
  if (now.kind === "absent") return "was removed by somebody else meanwhile";
  if (before.kind === "file" && now.kind === "file" && before.base64 === now.base64)
    return `got mode ${octal(now.mode)} instead of ${octal(before.mode)} meanwhile`;
  return "was changed by somebody else meanwhile";
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the file system",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is no folder",
  ENOENT: "a folder of the path does not exist",
  ELOOP: "too many links",
  ENAMETOOLONG: "the name is too long",
  EEXIST: "something of that name was made meanwhile",
  EISDIR: "it is a folder",
  EIO: "the disk reports an error",
  ESTALE: "the network file system lost it",
};

/** A system error in words. */
export function reasonOf(error: unknown): string {
  return reasons[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}

/** The folders that must be made before `path` can be, from the top. */
export function missingParents(path: string, isThere: (path: string) => boolean): readonly string[] {
  const parent = dirname(path);
  if (parent === path || basename(parent) === "" || isThere(parent)) return [];
  return [...missingParents(parent, isThere), parent];
}
