import { type Host, textOf } from "../host/host.ts";
import type { Account } from "./account.ts";
import { type Known, known, unknown } from "./fact.ts";
import { readToml, readTomlFolder, type Table } from "./podman-config.ts";

/** In podman's order: the distribution's, the host's, the account's. */
function foldersOf({ home }: Account): readonly string[] {
  return ["/usr/share/containers", "/etc/containers", `${home}/.config/containers`];
}

/**
 * Every containers.conf(5) that the account's podman reads, the one that counts last.
 *
 * @returns unknown where one may not be read or is no TOML
 */
export async function containersConfTables(host: Host, account: Account): Promise<Known<readonly Table[]>> {
  const tables: Table[] = [];
  const read = foldersOf(account).map((folder) =>
    Promise.all([
      readToml(host, `${folder}/containers.conf`, account),
      readTomlFolder(host, `${folder}/containers.conf.d`, account),
    ]),
  );
  for (const [file, dropIns] of await Promise.all(read)) {
    if (!file.known) return file;
    if (!dropIns.known) return dropIns;
    tables.push(...(file.value ? [file.value] : []), ...dropIns.value);
  }
  return known(tables);
}

/** A text, true or false of containers.conf(5) and the line that sets it. */
export interface ContainersConfLine {
  readonly value: string;
  readonly path: string;
  readonly line: number;
}

/**
 * The lines that set some values of containers.conf(5) for the account's podman, each by its key. The files are read in
 * podman's order: the distribution's, the host's, the account's, each with its drop-ins; the last one that sets it counts.
 *
 * @returns nothing for a key that none sets; what the account may not read is not podman's either
 */
export async function containersConfLines(
  host: Host,
  account: Account,
  ...keys: readonly string[]
): Promise<Known<ReadonlyMap<string, ContainersConfLine>>> {
  const found = new Map<string, ContainersConfLine>();
  for (const files of await Promise.all(foldersOf(account).map((folder) => filesOf(host, account, folder)))) {
    if (!files.known) return files;
    for (const { path, answer } of files.value) {
      if (answer.outcome === "unanswered" && answer.reason !== "denied") return unknown(answer);
      for (const [index, line] of (textOf(answer) ?? "").split("\n").entries()) {
        const [, key = "", text, bare = ""] = /^\s*(\w+)\s*=\s*(?:["']([^"']+)["']|(true|false)\b)/.exec(line) ?? [];
        if (keys.includes(key)) found.set(key, { value: text ?? bare, path, line: index + 1 });
      }
    }
  }
  return known(found);
}

/** The containers.conf of a folder and its drop-ins, in the order in which podman reads them. */
async function filesOf(host: Host, account: Account, folder: string) {
  const listing = await host.list(`${folder}/containers.conf.d`, { as: account });
  if (listing.outcome === "unanswered" && listing.reason !== "denied") return unknown(listing);
  const names = listing.outcome === "listed" ? listing.entries.map(({ name }) => name) : [];
  const dropIns = names.filter((name) => name.endsWith(".conf")).map((name) => `${folder}/containers.conf.d/${name}`);
  const paths = [`${folder}/containers.conf`, ...dropIns];
  const answers = await Promise.all(paths.map((path) => host.read(path, { as: account })));
  return known(answers.map((answer, at) => ({ path: paths[at] ?? "", answer })));
}
