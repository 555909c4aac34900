import type { Host, Identity, Unanswered } from "../host/host.ts";
import { unanswered } from "../host/host.ts";
import type { FactName, FactValues } from "./index.ts";

/** A fact that was learned, or why it could not be. A check never sees the second kind: the engine turns it into `unknown`. */
export type Known<T> = { readonly known: true; readonly value: T } | Unknown;

export interface Unknown {
  readonly known: false;
  readonly why: Unanswered;
}

/** What the diagnosis was asked about. */
export interface Request {
  /** Name of the account whose pods are meant; the caller's own when absent. */
  readonly user?: string;
  /** Units given by name, as typed. */
  readonly units: readonly string[];
  /** Which boot: 0 or absent is this one, -1 the one before. */
  readonly boot?: number;
}

/** What a fact is learned from: the host, the request, and other facts. */
export interface Learning {
  readonly host: Host;
  readonly request: Request;
  fact<N extends FactName>(name: N): Promise<Known<FactValues[N]>>;
}

export type Learn<T> = (learning: Learning) => Promise<Known<T>>;

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function unknown(why: Unanswered): Unknown {
  return { known: false, why };
}

/**
 * Wraps a learner that needs the account first.
 *
 * @returns a learner that is unknown for the account's own reason where there is no account
 */
export function aboutAccount<T>(
  learn: (learning: Learning, account: FactValues["account"]) => Promise<Known<T>>,
): Learn<T> {
  return async (learning) => {
    const account = await learning.fact("account");
    return account.known ? learn(learning, account.value) : account;
  };
}

/**
 * The output of a command that must succeed.
 *
 * @returns standard output, or why there is none (the first line of standard error where the command refused)
 */
export async function output(
  host: Host,
  argv: readonly string[],
  options: { readonly as?: Identity; readonly timeoutMs?: number } = {},
): Promise<Known<string>> {
  const answer = await host.run(argv, options);
  if (answer.outcome === "unanswered") return unknown(answer);
  if (answer.truncated) return unknown(unanswered("too-large", `${argv.join(" ")}: more output than can be kept`));
  if (answer.exit === 0) return known(answer.stdout);
  const line = answer.stderr.trim().split("\n")[0] ?? "";
  return unknown(unanswered("failed", `${argv.join(" ")} (exit ${answer.exit}): ${line}`));
}
