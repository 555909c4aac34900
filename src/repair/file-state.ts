import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readlinkSync } from "node:fs";

/** What stands at one path, as far as a repair can make it so and put it back. */
export type FileState =
  | { readonly kind: "absent" }
  | { readonly kind: "directory" }
  | { readonly kind: "symlink"; readonly target: string }
  | { readonly kind: "file"; readonly base64: string; readonly mode: number }
  /** A socket, a FIFO, a device, or a file too large: no repair touches it. */
  | { readonly kind: "other"; readonly what: string };

const maxBytes = 4 * 1024 * 1024;

/**
 * Reads the state of a path; the last step of it is not followed, and nothing is opened that could block.
 *
 * @throws the system's error where the path may not be looked at
 */
export function readFileState(path: string): FileState {
  let status: ReturnType<typeof lstatSync>;
  try {
    status = lstatSync(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "absent" };
    throw error;
  }
  if (status.isDirectory()) return { kind: "directory" };
  if (status.isSymbolicLink()) return { kind: "symlink", target: readlinkSync(path) };
  if (!status.isFile()) return { kind: "other", what: "is neither a file nor a folder nor a link" };
  if (status.size > maxBytes) return { kind: "other", what: `has ${status.size} bytes` };
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const opened = fstatSync(descriptor);
    if (!opened.isFile()) return { kind: "other", what: "is no regular file" };
    return { kind: "file", base64: readFileSync(descriptor).toString("base64"), mode: opened.mode & 0o7777 };
  } finally {
    closeSync(descriptor);
  }
}

/** A file with this text. */
export function fileWith(text: string | Uint8Array, mode = 0o644): FileState {
  return { kind: "file", base64: Buffer.from(text).toString("base64"), mode };
}

/** Whether two states are the same in everything that a repair sets. */
export function sameState(a: FileState, b: FileState): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

function normal(state: FileState): readonly unknown[] {
  switch (state.kind) {
    case "file":
      return [state.kind, state.base64, state.mode];
    case "symlink":
      return [state.kind, state.target];
    case "other":
      return [state.kind, state.what];
    default:
      return [state.kind];
  }
}

/** The bytes of a file's state; none for anything else. */
export function contentOf(state: FileState): Buffer {
  return state.kind === "file" ? Buffer.from(state.base64, "base64") : Buffer.alloc(0);
}

/** A mode as chmod(1) takes it. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}

/** The system's name for an error, e.g. `EROFS`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
