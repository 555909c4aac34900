import type {
  Absent,
  Caller,
  CommandAnswer,
  Exited,
  FileAnswer,
  FileKind,
  Host,
  ListAnswer,
  ReadOptions,
  RunOptions,
  StatAnswer,
  Status,
  Unanswered,
} from "../host/host.ts";
import { unanswered } from "../host/host.ts";
import { keepKube } from "../host/kube-file.ts";
import { questionOf, type RecordedFile, type Recording } from "../host/recording.ts";
import { ReplayHost } from "../host/replay.ts";
import { loadRecording, type RecordedView } from "./fixture.ts";

/** Nobody asked this when the host was recorded. */
export const notRecorded = "not-recorded";
export const absent: Absent = { outcome: "absent" };
export const denied = (path: string): Unanswered => unanswered("denied", `${path}: permission denied`);
export const timedOut = (what: string): Unanswered => unanswered("timeout", `${what} did not answer within 20 s`);

type Entry = string | { readonly name: string; readonly kind: FileKind };

/** Single answers that are not as they were recorded. */
export interface Changes {
  readonly caller?: Partial<Caller>;
  /** By a part of the words, joined by blanks. A function is given what was recorded. */
  readonly commands?: Readonly<
    Record<string, Partial<Exited> | Unanswered | typeof notRecorded | ((answer: Exited) => Partial<Exited>)>
  >;
  /** Answers to commands that nobody asked for there, by their words, joined by blanks; as whom does not matter. */
  readonly answers?: Readonly<Record<string, Partial<Exited>>>;
  /** By path, whoever asks. A text, or a change of the recorded one. */
  readonly files?: Readonly<
    Record<string, string | { readonly base64: string } | Absent | Unanswered | ((text: string) => string)>
  >;
  /**
   * By path, whoever asks; what is not said is as recorded, else a file of the account's. A symlink leads to a file, or
   * nowhere where it is told so.
   */
  readonly stats?: Readonly<
    Record<string, (Partial<Status> & { readonly dangling?: true }) | Absent | Unanswered | typeof notRecorded>
  >;
  /** By folder: entries that are there as well (files unless told), or a whole answer. */
  readonly lists?: Readonly<Record<string, readonly Entry[] | ListAnswer | typeof notRecorded>>;
  /** Entries that are not there. */
  readonly gone?: readonly string[];
  /** By unit: properties that the user manager shows of it. */
  readonly shown?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const account = 1001;

/**
 * A recorded host with some answers altered.
 *
 * @throws where a change meets no recorded answer that it could change, for then the test would try nothing
 */
export function alteredHost(host: string, changes: Changes, view: RecordedView = "root"): Host {
  return new AlteredHost(alter(loadRecording(host, view), changes), changes);
}

/** A recording with some answers altered, for `poddoctor replay` and for hosts. */
export function alter(recording: Recording, changes: Changes): Recording {
  const commands: Record<string, CommandAnswer> = { ...recording.commands };
  for (const [part, change] of Object.entries(changes.commands ?? {})) {
    const questions = Object.keys(commands).filter((question) => wordsOf(question).join(" ").includes(part));
    if (questions.length === 0) throw new Error(`no recorded command has "${part}"`);
    for (const question of questions) {
      const before = commands[question];
      if (change === notRecorded) delete commands[question];
      else if (typeof change === "object" && "outcome" in change && change.outcome === "unanswered")
        commands[question] = change;
      else {
        const exited: Exited =
          before?.outcome === "exited"
            ? before
            : { outcome: "exited", exit: 0, stdout: "", stderr: "", truncated: false };
        commands[question] = { ...exited, ...(typeof change === "function" ? change(exited) : (change as object)) };
      }
    }
  }
  const files: Record<string, RecordedFile> = { ...recording.files };
  for (const [path, change] of Object.entries(changes.files ?? {})) {
    for (const question of questionsAbout(files, path)) {
      const before = files[question];
      if (typeof change === "function") {
        if (before?.outcome !== "read" || !("text" in before)) throw new Error(`no recorded text of ${path}`);
        files[question] = { outcome: "read", text: change(before.text) };
      } else if (typeof change === "string") files[question] = { outcome: "read", text: change };
      else if ("base64" in change) files[question] = { outcome: "read", base64: change.base64 };
      else files[question] = change;
    }
  }
  const stats: Record<string, StatAnswer> = { ...recording.stats };
  for (const [path, change] of Object.entries(changes.stats ?? {})) {
    for (const question of questionsAbout(stats, path)) {
      if (change === notRecorded) delete stats[question];
      else if ("outcome" in change && change.outcome !== "present") stats[question] = change as StatAnswer;
      else stats[question] = statOf(stats[question], change as LinkChange, wordsOf(question).includes("follow"));
    }
  }
  const lists: Record<string, ListAnswer> = { ...recording.lists };
  for (const [path, change] of Object.entries(changes.lists ?? {})) {
    for (const question of questionsAbout(lists, path)) {
      if (change === notRecorded) delete lists[question];
      else if (!Array.isArray(change)) lists[question] = change as ListAnswer;
      else lists[question] = listed(lists[question], change as readonly Entry[]);
    }
  }
  for (const path of changes.gone ?? []) {
    for (const table of [files, stats, lists] as Record<string, unknown>[])
      for (const question of questionsAbout(table, path)) table[question] = absent;
    const at = path.lastIndexOf("/");
    for (const question of questionsAbout(lists, path.slice(0, at))) {
      const before = lists[question];
      if (before?.outcome !== "listed") continue;
      const entries = before.entries.filter(({ name }) => name !== path.slice(at + 1));
      lists[question] = { outcome: "listed", entries };
    }
  }
  return { ...recording, caller: { ...recording.caller, ...changes.caller }, commands, files, stats, lists };
}

type LinkChange = Partial<Status> & { readonly dangling?: true };

function statOf(before: StatAnswer | undefined, { dangling, ...change }: LinkChange, follow: boolean): StatAnswer {
  const link = change.kind === "symlink";
  if (link && follow) return dangling ? absent : someFile;
  return { ...(before?.outcome === "present" ? before : someFile), ...change };
}

const someFile: Status = {
  outcome: "present",
  kind: "file",
  mode: 0o644,
  uid: account,
  gid: account,
  size: 100,
  modifiedMs: 0,
};

/** The recorded questions about a path; where there is none, those that could be asked. */
function questionsAbout(table: Readonly<Record<string, unknown>>, path: string): readonly string[] {
  const found = Object.keys(table).filter((question) => wordsOf(question).at(-1) === path);
  if (found.length > 0) return found;
  const as = { as: { name: "", uid: account, gid: account, groups: [], home: "" } };
  return [{}, as, { follow: true }, { ...as, follow: true }].map((options) => questionOf([path], options));
}

function wordsOf(question: string): readonly string[] {
  return JSON.parse(question) as readonly string[];
}

function listed(before: ListAnswer | undefined, more: readonly Entry[]): ListAnswer {
  const old = before?.outcome === "listed" ? before.entries : [];
  const entries = more.map((entry) => (typeof entry === "string" ? { name: entry, kind: "file" as const } : entry));
  const kept = old.filter(({ name }) => !entries.some((entry) => entry.name === name));
  return { outcome: "listed", entries: [...kept, ...entries].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Answers `systemctl --user show` for any units, from what was recorded of each, and knows of no complaint and no message. */
class AlteredHost extends ReplayHost {
  readonly #blocks = new Map<string, string>();
  readonly #altered: Recording;
  readonly #shown: NonNullable<Changes["shown"]>;
  readonly #answers: NonNullable<Changes["answers"]>;
  readonly #files: NonNullable<Changes["files"]>;

  constructor(recording: Recording, { shown = {}, answers = {}, files = {} }: Changes) {
    super(recording);
    this.#altered = recording;
    this.#shown = shown;
    this.#answers = answers;
    this.#files = files;
    for (const [question, answer] of Object.entries(recording.commands)) {
      if (!isShow(wordsOf(question)) || answer.outcome !== "exited") continue;
      for (const block of answer.stdout.split(/\n\n+/)) {
        const id = /^Id=(.*)$/m.exec(block)?.[1];
        if (id !== undefined) this.#blocks.set(id, block.replace(/\n+$/, ""));
      }
    }
  }

  /** A file that was asked for in another way when the host was recorded (fewer members, another reader) is the same file. */
  override async read(path: string, options: ReadOptions = {}): Promise<FileAnswer> {
    const change = this.#files[path];
    if (change === undefined || typeof change === "function") return super.read(path, options);
    if (options.kube && typeof change === "string")
      return keepKube(path, { outcome: "read", bytes: new TextEncoder().encode(change) });
    if (Object.hasOwn(this.#altered.files, questionOf([path], options))) return super.read(path, options);
    if (typeof change === "string") return { outcome: "read", bytes: new TextEncoder().encode(change) };
    return "base64" in change ? { outcome: "read", bytes: Buffer.from(change.base64, "base64") } : change;
  }

  override async run(argv: readonly string[], options: RunOptions = {}): Promise<CommandAnswer> {
    const answer = await super.run(argv, options);
    const recorded = Object.hasOwn(this.#altered.commands, questionOf(argv, options));
    const given = this.#answers[argv.join(" ")];
    if (given) return { ...exited(""), ...given };
    if (isShow(argv) && (answer.outcome === "exited" || !recorded) && this.#blocks.size > 0) {
      const units = argv.slice(argv.indexOf("--") + 1);
      if (recorded && !units.some((unit) => unit in this.#shown)) return answer;
      return exited(`${units.map((unit) => this.#show(unit)).join("\n\n")}\n`);
    }
    if (!recorded && (argv.includes("verify") || argv.some((word) => word.startsWith("USER_UNIT=")))) return exited("");
    return answer;
  }

  #show(unit: string): string {
    const lines = new Map(
      (this.#blocks.get(unit) ?? unseen(unit)).split("\n").map((line) => {
        const at = line.indexOf("=");
        return [line.slice(0, at), line.slice(at + 1)] as const;
      }),
    );
    for (const [name, value] of Object.entries(this.#shown[unit] ?? {})) lines.set(name, value);
    return [...lines].map(([name, value]) => `${name}=${value}`).join("\n");
  }
}

/** What a manager shows of a unit that it has loaded and not started. */
function unseen(unit: string): string {
  const times = ["InactiveExit", "ActiveEnter", "ActiveExit", "InactiveEnter"].map(
    (name) => `${name}TimestampMonotonic=0`,
  );
  return [
    `Id=${unit}`,
    "LoadState=loaded",
    "ActiveState=inactive",
    "SubState=dead",
    "Result=success",
    "NeedDaemonReload=no",
    ...times,
  ].join("\n");
}

function isShow(argv: readonly string[]): boolean {
  const at = argv.indexOf("systemctl");
  return at >= 0 && argv[at + 1] === "--user" && argv[at + 2] === "show" && argv.includes("--");
}

function exited(stdout: string): Exited {
  return { outcome: "exited", exit: 0, stdout, stderr: "", truncated: false };
}
