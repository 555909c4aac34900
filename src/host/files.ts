import type { Dirent, Stats } from "node:fs";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  statSync,
} from "node:fs";
import {
  type FileAnswer,
  type FileKind,
  type ListAnswer,
  type StatAnswer,
  type Unanswered,
  unanswered,
} from "./host.ts";

/** A unit file is a few hundred bytes; systemd itself takes lines of 1 MB. What is larger is no configuration. */
const maxFileBytes = 16 * 1024 * 1024;
const maxEntries = 20_000;

/**
 * Reads a regular file without blocking on a FIFO or a device that someone put in its place (podman CVE-2024-9676).
 * Symlinks are followed: the caller has already taken on the rights of the user who planted them.
 */
export function readRegularFile(path: string, maxBytes = maxFileBytes): FileAnswer {
  return asAnswer(path, () => {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    try {
      const status = fstatSync(descriptor);
      if (status.isDirectory()) return unanswered("not-regular", `${path} is a directory`);
      if (!status.isFile()) return unanswered("not-regular", `${path} is not a regular file`);
      if (status.size > maxBytes) return unanswered("too-large", `${path} has ${status.size} bytes`);
      return readAll(path, descriptor, maxBytes);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Files below /proc and /sys say that they are empty, so the end is where a read gives nothing. */
function readAll(path: string, descriptor: number, maxBytes: number): FileAnswer {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = new Uint8Array(64 * 1024);
    const count = readSync(descriptor, chunk, 0, chunk.length, null);
    if (count === 0) break;
    total += count;
    if (total > maxBytes) return unanswered("too-large", `${path} goes on past ${maxBytes} bytes`);
    chunks.push(chunk.subarray(0, count));
  }
  const bytes = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return { outcome: "read", bytes };
}

export function statPath(path: string, follow: boolean): StatAnswer {
  return asAnswer(path, () => {
    const status = follow ? statSync(path) : lstatSync(path);
    const kind = kindOf(status);
    return {
      outcome: "present" as const,
      kind,
      mode: status.mode & 0o7777,
      uid: status.uid,
      gid: status.gid,
      size: status.size,
      modifiedMs: Math.floor(status.mtimeMs),
      changedMs: Math.floor(status.ctimeMs),
      ...(kind === "symlink" ? { target: readlinkSync(path) } : {}),
    };
  });
}

export function listDirectory(path: string): ListAnswer {
  return asAnswer(path, () => {
    const entries = readdirSync(path, { withFileTypes: true });
    if (entries.length > maxEntries) return unanswered("too-large", `${path} has ${entries.length} entries`);
    const named = entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
    return { outcome: "listed" as const, entries: named.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  });
}

function kindOf(status: Stats | Dirent): FileKind {
  if (status.isFile()) return "file";
  if (status.isDirectory()) return "directory";
  if (status.isSymbolicLink()) return "symlink";
  if (status.isSocket()) return "socket";
  if (status.isFIFO()) return "fifo";
  return status.isBlockDevice() ? "block-device" : "character-device";
}

function asAnswer<T>(path: string, ask: () => T): T | { outcome: "absent" } | Unanswered {
  try {
    return ask();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT" || code === "ENOTDIR") return { outcome: "absent" };
    if (code === "EACCES" || code === "EPERM") return unanswered("denied", `${path}: permission denied`);
    if (code === "EISDIR") return unanswered("not-regular", `${path} is a directory`);
    if (code === "") throw error;
    return unanswered("failed", `${path}: ${code}`);
  }
}

/** Of a file that holds a JSON object, or a list of them, some members only; see ReadOptions. */
export function keepMembers(path: string, answer: FileAnswer, members: readonly string[]): FileAnswer {
  if (answer.outcome !== "read") return answer;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(answer.bytes));
    if (typeof value !== "object" || value === null) throw new SyntaxError("no object");
    return { outcome: "read", bytes: new TextEncoder().encode(JSON.stringify(pick(value, members))) };
  } catch (error) {
    if (error instanceof SyntaxError) return unanswered("failed", `${path} holds no JSON object`);
    throw error;
  }
}

function pick(value: object, members: readonly string[]): object {
  if (Array.isArray(value))
    return value.map((one: unknown) => (typeof one === "object" && one !== null ? pick(one, members) : null));
  const kept = Object.entries(value).flatMap(([name, member]: [string, unknown]): [string, unknown][] => {
    if (members.includes(name)) return [[name, member]];
    const below = members.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
    return below.length > 0 && typeof member === "object" && member !== null ? [[name, pick(member, below)]] : [];
  });
  return Object.fromEntries(kept);
}
