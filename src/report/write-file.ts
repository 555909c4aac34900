import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { actAs } from "../host/act-as.ts";
import { foreignFolder } from "../repair/trusted-path.ts";

/** Who is to read what is written, where root writes for somebody else. */
export interface Reader {
  readonly uid: number;
  readonly gid: number;
}

/** Why nothing was written: what is in the place, or the system's own word (`ENOSPC`). */
export type NotWritten = "exists" | "folder" | "no file" | `E${string}`;

export type Written = { readonly ok: true } | { readonly ok: false; readonly why: NotWritten };

/**
 * Writes a file that only one account may read (0600), whole or not at all, and over no other unless told. As root for
 * whoever asked by sudo it is written with that one's rights, so that a link planted in their folder leads nowhere; only
 * into a folder that is root's alone root writes itself, and gives the file away.
 *
 * @param reader who asked by sudo; absent where the caller itself is to read it
 */
export function writePrivateFile(path: string, bytes: Uint8Array, force: boolean, reader?: Reader): Written {
  if (!reader) return write(path, bytes, force);
  const identity = { name: "", home: "/", groups: [reader.gid], ...reader };
  const written = actAs(identity, () => write(path, bytes, force));
  if (written.ok || !/^(EACCES|EPERM|EROFS)$/.test(written.why)) return written;
  return isRootsOwn(dirname(path)) ? write(path, bytes, force, reader) : written;
}

function isRootsOwn(folder: string): boolean {
  try {
    return foreignFolder(`${folder}/.`) === undefined;
  } catch {
    return false;
  }
}

function write(path: string, bytes: Uint8Array, force: boolean, owner?: Reader): Written {
  const there = inPlace(path, force);
  if (there !== undefined) return { ok: false, why: there };
  // What is written over stays until the new file is whole.
  const made = force ? join(dirname(path), `.${basename(path).slice(0, 200)}.${process.pid}`) : path;
  let descriptor: number | undefined;
  try {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    descriptor = openSync(made, flags, 0o600);
    // Whatever the umask is.
    fchmodSync(descriptor, 0o600);
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    if (owner) fchownSync(descriptor, owner.uid, owner.gid);
    fsyncSync(descriptor);
    if (force) renameSync(made, path);
    closeSync(descriptor);
    return { ok: true };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "") throw error;
    if (descriptor !== undefined) {
      closeSync(descriptor);
      unlinkSync(made);
    }
    return { ok: false, why: code === "EEXIST" ? "exists" : (code as NotWritten) };
  }
}

/** What must not be written over; a device never is. */
function inPlace(path: string, force: boolean): NotWritten | undefined {
  let stats: Stats | undefined;
  try {
    stats = lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // Who may not look there may not write there either, and is told so then.
  }
  if (stats === undefined) return undefined;
  if (stats.isDirectory()) return "folder";
  if (!stats.isFile() && !stats.isSymbolicLink()) return "no file";
  return force ? undefined : "exists";
}
