import { type Host, textOf, unanswered } from "../host/host.ts";
import type { Account } from "./account.ts";
import type { ConfigFile } from "./config-files.ts";
import { type Known, known, unknown } from "./fact.ts";

/** A table of a TOML file, its values unchecked. */
export type Table = Readonly<Record<string, unknown>>;

/**
 * Reads a TOML file of podman's as the account.
 *
 * @returns undefined where there is none; unknown where it may not be read or is no TOML
 */
export async function readToml(host: Host, path: string, account: Account): Promise<Known<Table | undefined>> {
  return tableOf({ path, answer: await host.read(path, { as: account }) });
}

function tableOf({ path, answer }: ConfigFile): Known<Table | undefined> {
  if (answer.outcome === "absent") return known(undefined);
  if (answer.outcome === "unanswered") return unknown(answer);
  try {
    return known(Bun.TOML.parse(textOf(answer) ?? "") as Table);
  } catch {
    return unknown(unanswered("failed", `${path} is no TOML that could be read`));
  }
}

/**
 * What stands in files that were read, in their order.
 *
 * @returns unknown where one of them may not be read or is no TOML
 */
export function tablesOf(files: readonly ConfigFile[]): Known<readonly Table[]> {
  const tables: Table[] = [];
  for (const file of files) {
    const table = tableOf(file);
    if (!table.known) return table;
    if (table.value) tables.push(table.value);
  }
  return known(tables);
}

/**
 * Reads a drop-in folder's `.conf` files in the order of their names.
 *
 * @returns none where there is no such folder
 */
export async function readTomlFolder(host: Host, path: string, account: Account): Promise<Known<readonly Table[]>> {
  const listing = await host.list(path, { as: account });
  if (listing.outcome === "absent") return known([]);
  if (listing.outcome === "unanswered") return unknown(listing);
  const names = listing.entries.map(({ name }) => name).filter((name) => name.endsWith(".conf"));
  const paths = names.map((name) => `${path}/${name}`);
  return tablesOf(
    await Promise.all(paths.map(async (one) => ({ path: one, answer: await host.read(one, { as: account }) }))),
  );
}

/** The table of that name within a table; empty where there is none. */
export function tableIn(table: Table | undefined, ...names: readonly string[]): Table {
  let found: unknown = table;
  for (const name of names) found = isTable(found) ? found[name] : undefined;
  return isTable(found) ? found : {};
}

/** A text of a table; undefined where there is none, or none that says anything. */
export function textIn(table: Table, name: string): string | undefined {
  const value = table[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The texts of a list of a table; undefined where there is no such list. */
export function listIn(table: Table, name: string): readonly string[] | undefined {
  const value = table[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : undefined;
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
