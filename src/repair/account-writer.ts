import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Identity } from "../host/host.ts";
import { accountWriterWord, type WriterReply, type WriterRequest } from "./account-writer-protocol.ts";
import type { ChangeOutcome, FileChange } from "./change.ts";
import type { Look, Writer } from "./writer.ts";

/** A home that hangs must not hang root. */
const replyTimeoutMs = 20_000;

/**
 * Nothing of the account's: until it has given up root, Bun itself may write below $HOME (its cache of transpiled
 * sources, where poddoctor is run from sources).
 */
const childEnvironment = { LC_ALL: "C.UTF-8", HOME: "/", BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0" };

interface Running {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly replies: AsyncIterator<string>;
  /** What could not be started has no replies, and no end of them either. */
  readonly unstarted: Promise<{ readonly done: true }>;
}

/**
 * Writes below a home for root: a child of this same program gives up root for good (groups, gid, uid) before it
 * touches anything, so that links and folders swapped in that home lead only where their owner could go anyhow.
 */
export class AccountWriter implements Writer {
  readonly #account: Identity;
  readonly #program: readonly string[];
  #running: Running | undefined;

  /** @param program what runs src/main.ts; this program, unless told */
  constructor(account: Identity, program: readonly string[] = thisProgram()) {
    this.#account = account;
    this.#program = program;
  }

  async look(path: string): Promise<Look> {
    const reply = await this.#ask({ ask: "look", path });
    return reply.reply === "look" ? reply.look : { refused: `${path}: ${failureOf(reply)}` };
  }

  async resolve(path: string): Promise<string> {
    const reply = await this.#ask({ ask: "resolve", path });
    return reply.reply === "resolve" ? reply.path : path;
  }

  async change(change: FileChange): Promise<ChangeOutcome> {
    const reply = await this.#ask({ ask: "change", change });
    return reply.reply === "change"
      ? reply.outcome
      : { outcome: "failed", detail: `${change.path}: ${failureOf(reply)}` };
  }

  async end(): Promise<void> {
    this.#running?.child.stdin.end();
    this.#running = undefined;
  }

  async #ask(request: WriterRequest): Promise<WriterReply> {
    const { child, replies, unstarted } = this.#running ?? this.#start();
    child.stdin.write(`${JSON.stringify(request)}\n`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), replyTimeoutMs);
    });
    const next = await Promise.race([replies.next(), late, unstarted]);
    clearTimeout(timer);
    if (next === "late") {
      child.kill("SIGKILL");
      this.#running = undefined;
      return { reply: "failed", detail: `no answer within ${replyTimeoutMs / 1000} s` };
    }
    if (!next.done) return JSON.parse(next.value) as WriterReply;
    this.#running = undefined;
    return { reply: "failed", detail: `the process that acts as ${this.#account.name} has ended` };
  }

  #start(): Running {
    const { uid, gid, groups } = this.#account;
    const [file = "", ...words] = this.#program;
    const child = spawn(file, [...words, accountWriterWord, JSON.stringify({ uid, gid, groups })], {
      stdio: ["pipe", "pipe", "inherit"],
      env: childEnvironment,
      cwd: "/",
    });
    child.stdin.on("error", () => {});
    const unstarted = new Promise<{ readonly done: true }>((resolve) => {
      child.once("error", () => resolve({ done: true }));
    });
    this.#running = { child, replies: createInterface({ input: child.stdout })[Symbol.asyncIterator](), unstarted };
    return this.#running;
  }
}

function thisProgram(): readonly string[] {
  return Bun.isStandaloneExecutable ? [process.execPath] : [process.execPath, Bun.main];
}

function failureOf(reply: WriterReply): string {
  return reply.reply === "failed" ? reply.detail : "an answer to another question";
}
