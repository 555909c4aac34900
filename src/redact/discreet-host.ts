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
} from "../host/host.ts";
import { scrubKubeFile } from "./kube-file.ts";
import { scrubFile, scrubOutput } from "./scrub.ts";
import { Secrets } from "./secrets.ts";

/**
 * Takes secrets out of a host's answers before anybody sees them, so that neither a diagnosis nor a recording of it ever
 * holds one. Names and addresses are left: what becomes of those is decided when a report is written.
 */
export class DiscreetHost implements Host {
  readonly secrets = new Secrets();
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  async run(argv: readonly string[], options: RunOptions = {}): Promise<CommandAnswer> {
    const answer = await this.#host.run(argv, options);
    return answer.outcome === "exited" ? { ...answer, ...scrubOutput(argv, answer, this.secrets) } : answer;
  }

  async read(path: string, options: ReadOptions = {}): Promise<FileAnswer> {
    const answer = await this.#host.read(path, options);
    if (answer.outcome !== "read") return answer;
    if (options.kube) return { outcome: "read", bytes: scrubKubeFile(answer.bytes, this.secrets) };
    // Byte for character, so that a file that is no UTF-8 keeps the bytes that are not taken out.
    const bytes = Buffer.from(answer.bytes);
    const utf8 = isUtf8(bytes) ? "utf8" : "latin1";
    return {
      outcome: "read",
      bytes: new Uint8Array(Buffer.from(scrubFile(path, bytes.toString(utf8), this.secrets), utf8)),
    };
  }

  stat(path: string, options: AskOptions & { readonly follow?: boolean } = {}): Promise<StatAnswer> {
    return this.#host.stat(path, options);
  }

  list(path: string, options: AskOptions = {}): Promise<ListAnswer> {
    return this.#host.list(path, options);
  }

  caller(): Caller {
    return this.#host.caller();
  }

  now(): Date {
    return this.#host.now();
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
