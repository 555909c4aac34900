/**
 * The one interface through which anything about the diagnosed machine is learned. It has no verb that writes: what
 * changes a host lives in src/repair. Three hosts stand behind it: live, recording and replay.
 */

/** The user as whom a question is asked; everything root needs to become that user without a login. */
export interface Identity {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** Every group id of the user, the primary one included. */
  readonly groups: readonly number[];
  readonly home: string;
}

/** Why a question has no answer. `absent` things are answers; these are not. */
export interface Unanswered {
  readonly outcome: "unanswered";
  readonly reason: "denied" | "timeout" | "missing-tool" | "not-recorded" | "too-large" | "not-regular" | "failed";
  /** One printable sentence for the reader, with what would help where that is known. */
  readonly detail: string;
}

export interface AskOptions {
  /** Ask as this user; without it, as whoever runs poddoctor. */
  readonly as?: Identity;
}

export interface ReadOptions extends AskOptions {
  /**
   * Of a file that holds a JSON object, or a list of them, only these members (`linux.cgroupsPath`: a member's member), written anew: the
   * rest is not handed out, so that values of environment variables get into no recording.
   */
  readonly members?: readonly string[];
  /** Of a file for `podman kube play`, only what it asks of the host, as a KubeFile in JSON: Secrets stand in the rest. */
  readonly kube?: true;
}

export interface RunOptions extends AskOptions {
  /** Milliseconds; the host's own limit when absent. */
  readonly timeoutMs?: number;
  /** Bytes of standard output, and of standard error, that are kept. */
  readonly maxBytes?: number;
  /** Added to the fixed environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Exited {
  readonly outcome: "exited";
  /** 128 + signal number when a signal ended it, as a shell counts. */
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** True where output went past `maxBytes` and the rest is lost. */
  readonly truncated: boolean;
}

export interface FileRead {
  readonly outcome: "read";
  readonly bytes: Uint8Array;
}

export type FileKind = "file" | "directory" | "symlink" | "socket" | "fifo" | "character-device" | "block-device";

export interface Status {
  readonly outcome: "present";
  readonly kind: FileKind;
  /** Permission bits, setuid, setgid and sticky included (07777). */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedMs: number;
  /** When it was last written, renamed, or given to somebody; undefined in recordings of an older poddoctor. */
  readonly changedMs?: number;
  /** What a symlink names, as written in it. */
  readonly target?: string;
}

export interface Listing {
  readonly outcome: "listed";
  readonly entries: readonly { readonly name: string; readonly kind: FileKind }[];
}

export interface Absent {
  readonly outcome: "absent";
}

export type CommandAnswer = Exited | Unanswered;
export type FileAnswer = FileRead | Absent | Unanswered;
export type StatAnswer = Status | Absent | Unanswered;
export type ListAnswer = Listing | Absent | Unanswered;

/** Who runs poddoctor, and the variables of its environment that say in which of the four situations it is run. */
export interface Caller {
  readonly uid: number;
  readonly environment: Readonly<Partial<Record<CallerVariable, string>>>;
}

export const callerVariables = [
  "XDG_RUNTIME_DIR",
  "DBUS_SESSION_BUS_ADDRESS",
  "XDG_CONFIG_HOME",
  "XDG_SESSION_ID",
  "SUDO_USER",
  "USER",
] as const;
export type CallerVariable = (typeof callerVariables)[number];

export interface Host {
  /** Runs a program, never through a shell. */
  run(argv: readonly string[], options?: RunOptions): Promise<CommandAnswer>;
  /** Reads a regular file whole, symlinks followed with the rights of the asker. */
  read(path: string, options?: ReadOptions): Promise<FileAnswer>;
  /** What is at the path itself; with `follow`, what the path leads to (`absent` for a dangling link). */
  stat(path: string, options?: AskOptions & { readonly follow?: boolean }): Promise<StatAnswer>;
  /** The entries of a folder, sorted by name, without `.` and `..`. */
  list(path: string, options?: AskOptions): Promise<ListAnswer>;
  caller(): Caller;
  /** When the answers were given: now on a live host, the recorded time in a replay. */
  now(): Date;
}

/** The text of an answer, invalid UTF-8 replaced; undefined where there is none. */
export function textOf(answer: FileAnswer): string | undefined {
  return answer.outcome === "read" ? new TextDecoder().decode(answer.bytes) : undefined;
}

/** Builds the value that says why there is no answer. */
export function unanswered(reason: Unanswered["reason"], detail: string): Unanswered {
  return { outcome: "unanswered", reason, detail };
}
