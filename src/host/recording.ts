import type {
  AskOptions,
  Caller,
  CommandAnswer,
  FileAnswer,
  FileRead,
  Host,
  ListAnswer,
  ReadOptions,
  RunOptions,
  StatAnswer,
} from "./host.ts";

/** A file's answer as it is kept: text where it is text, base64 where it is not. */
export type RecordedFile =
  | Exclude<FileAnswer, FileRead>
  | { outcome: "read"; text: string }
  | { outcome: "read"; base64: string };

/** Every answer that a host gave in a run, by question. The questions' form is written once, in `questionOf`. */
export interface Recording {
  readonly schema: "poddoctor/recording/1";
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly caller: Caller;
  readonly commands: Readonly<Record<string, CommandAnswer>>;
  readonly files: Readonly<Record<string, RecordedFile>>;
  readonly stats: Readonly<Record<string, StatAnswer>>;
  readonly lists: Readonly<Record<string, ListAnswer>>;
}

/** The key of a question: as whom (uid, or nothing for the caller), then the words. */
export function questionOf(words: readonly string[], options: ReadOptions & { follow?: boolean } = {}): string {
  return JSON.stringify([
    ...(options.as ? [`as ${options.as.uid}`] : []),
    ...(options.members ? [`only ${options.members.join(",")}`] : []),
    ...(options.kube ? ["only kube"] : []),
    ...(options.follow ? ["follow"] : []),
    ...words,
  ]);
}

/** The words of a question that `questionOf` wrote; none of what it did not write. */
export function wordsOf(question: string): readonly string[] {
  try {
    const words: unknown = JSON.parse(question);
    return Array.isArray(words) ? words.map(String) : [];
  } catch {
    return [];
  }
}

/** Wraps a host and keeps every question and its answer. */
export class RecordingHost implements Host {
  readonly #host: Host;
  readonly #at: string;
  readonly #commands: Record<string, CommandAnswer> = {};
  readonly #files: Record<string, RecordedFile> = {};
  readonly #stats: Record<string, StatAnswer> = {};
  readonly #lists: Record<string, ListAnswer> = {};

  constructor(host: Host) {
    this.#host = host;
    this.#at = host.now().toISOString();
  }

  async run(argv: readonly string[], options: RunOptions = {}): Promise<CommandAnswer> {
    const answer = await this.#host.run(argv, options);
    this.#commands[questionOf(argv, options)] = answer;
    return answer;
  }

  async read(path: string, options: ReadOptions = {}): Promise<FileAnswer> {
    const answer = await this.#host.read(path, options);
    this.#files[questionOf([path], options)] = answer.outcome === "read" ? recordedFile(answer.bytes) : answer;
    return answer;
  }

  async stat(path: string, options: AskOptions & { readonly follow?: boolean } = {}): Promise<StatAnswer> {
    const answer = await this.#host.stat(path, options);
    this.#stats[questionOf([path], options)] = answer;
    return answer;
  }

  async list(path: string, options: AskOptions = {}): Promise<ListAnswer> {
    const answer = await this.#host.list(path, options);
    this.#lists[questionOf([path], options)] = answer;
    return answer;
  }

  caller(): Caller {
    return this.#host.caller();
  }

  now(): Date {
    return this.#host.now();
  }

  /** What was asked and answered so far, the questions in a fixed order. */
  recording(): Recording {
    return {
      schema: "poddoctor/recording/1",
      at: this.#at,
      caller: this.#host.caller(),
      commands: sorted(this.#commands),
      files: sorted(this.#files),
      stats: sorted(this.#stats),
      lists: sorted(this.#lists),
    };
  }
}

function recordedFile(bytes: Uint8Array): RecordedFile {
  try {
    return { outcome: "read", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { outcome: "read", base64: Buffer.from(bytes).toString("base64") };
  }
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
