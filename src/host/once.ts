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
} from "./host.ts";
import { questionOf } from "./recording.ts";

/**
 * Asks what is about no account once: with a hundred accounts on a host, its versions are still asked for once. Not for
 * a run that repairs, where the same question has a new answer.
 */
export class OnceHost implements Host {
  readonly #host: Host;
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(host: Host) {
    this.#host = host;
  }

  run(argv: readonly string[], options: RunOptions = {}): Promise<CommandAnswer> {
    return this.#once("run", argv, options, () => this.#host.run(argv, options));
  }

  read(path: string, options: ReadOptions = {}): Promise<FileAnswer> {
    return this.#once("read", [path], options, () => this.#host.read(path, options));
  }

  stat(path: string, options: AskOptions & { readonly follow?: boolean } = {}): Promise<StatAnswer> {
    return this.#once("stat", [path], options, () => this.#host.stat(path, options));
  }

  list(path: string, options: AskOptions = {}): Promise<ListAnswer> {
    return this.#once("list", [path], options, () => this.#host.list(path, options));
  }

  caller(): Caller {
    return this.#host.caller();
  }

  now(): Date {
    return this.#host.now();
  }

  #once<T>(verb: string, words: readonly string[], options: ReadOptions, ask: () => Promise<T>): Promise<T> {
    if (options.as) return ask();
    const question = `${verb} ${questionOf(words, options)}`;
    const answer = (this.#answers.get(question) as Promise<T> | undefined) ?? ask();
    this.#answers.set(question, answer);
    return answer;
  }
}
