import { shellQuote } from "../diagnosis/findings.ts";
import type {
  AskOptions,
  Caller,
  CommandAnswer,
  FileAnswer,
  Host,
  ListAnswer,
  ReadOptions,
  RunOptions,
  StatAnswer,
  Unanswered,
} from "./host.ts";
import { unanswered } from "./host.ts";
import { questionOf, type RecordedFile, type Recording } from "./recording.ts";

/** Answers from a recording. What was not recorded is unanswered, never absent: nobody looked. */
export class ReplayHost implements Host {
  readonly #recording: Recording;

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  async run(argv: readonly string[], options: RunOptions = {}): Promise<CommandAnswer> {
    const answer = own(this.#recording.commands, questionOf(argv, options));
    return answer ?? notRecorded(this.#asOnHost(argv, options));
  }

  async read(path: string, options: ReadOptions = {}): Promise<FileAnswer> {
    const answer = own(this.#recording.files, questionOf([path], options));
    return answer ? fileAnswer(answer) : notRecorded(["cat", "--", path]);
  }

  async stat(path: string, options: AskOptions & { readonly follow?: boolean } = {}): Promise<StatAnswer> {
    return own(this.#recording.stats, questionOf([path], options)) ?? notRecorded(["stat", "--", path]);
  }

  async list(path: string, options: AskOptions = {}): Promise<ListAnswer> {
    return own(this.#recording.lists, questionOf([path], options)) ?? notRecorded(["ls", "-la", "--", path]);
  }

  /** As root asks in an account's name: its manager is another than root's. */
  #asOnHost(argv: readonly string[], { as }: RunOptions): readonly string[] {
    if (as === undefined || as.name === "" || as.uid === this.caller().uid) return argv;
    const runtime = argv.includes("--user") ? ["env", `XDG_RUNTIME_DIR=/run/user/${as.uid}`] : [];
    return ["sudo", "-u", as.name, ...runtime, ...argv];
  }

  caller(): Caller {
    return this.#recording.caller;
  }

  now(): Date {
    return new Date(this.#recording.at);
  }
}

function fileAnswer(answer: RecordedFile): FileAnswer {
  if (answer.outcome !== "read") return answer;
  const bytes =
    "text" in answer ? new TextEncoder().encode(answer.text) : new Uint8Array(Buffer.from(answer.base64, "base64"));
  return { outcome: "read", bytes };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A newer poddoctor asks what an older one did not: the reader is told what to run on the host. */
function notRecorded(command: readonly string[]): Unanswered {
  return unanswered("not-recorded", `the recording holds no answer; on the host: ${command.map(shellQuote).join(" ")}`);
}
