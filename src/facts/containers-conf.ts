import { textOf } from "../host/host.ts";
import type { Account } from "./account.ts";
import { containersConfFiles } from "./config-files.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";
import { type Table, tablesOf } from "./podman-config.ts";

/**
 * Every containers.conf(5) that the account's podman reads, the one that counts last.
 *
 * @returns unknown where one may not be read or is no TOML
 */
export async function containersConfTables(learning: Learning, account: Account): Promise<Known<readonly Table[]>> {
  return tablesOf(await containersConfFiles(learning, account));
}

/** A text, true or false of containers.conf(5) and the line that sets it. */
export interface ContainersConfLine {
  readonly value: string;
  readonly path: string;
  readonly line: number;
}

/**
 * The lines that set some values of containers.conf(5) for the account's podman, each by its key; the last file that sets
 * one counts.
 *
 * @returns nothing for a key that none sets; what the account may not read is not podman's either
 */
export async function containersConfLines(
  learning: Learning,
  account: Account,
  ...keys: readonly string[]
): Promise<Known<ReadonlyMap<string, ContainersConfLine>>> {
  const found = new Map<string, ContainersConfLine>();
  for (const { path, answer } of await containersConfFiles(learning, account)) {
    if (answer.outcome === "unanswered" && answer.reason !== "denied") return unknown(answer);
    for (const [index, line] of (textOf(answer) ?? "").split("\n").entries()) {
      const [, key = "", text, bare = ""] = /^\s*(\w+)\s*=\s*(?:["']([^"']+)["']|(true|false)\b)/.exec(line) ?? [];
      if (keys.includes(key)) found.set(key, { value: text ?? bare, path, line: index + 1 });
    }
  }
  return known(found);
}
