import type { Account } from "./account.ts";
import { configFilesByOneRule, readsByOneRule } from "./config-files.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";
import { listIn, readToml, readTomlFolder, type Table, tableIn, tablesOf, textIn } from "./podman-config.ts";

/** How podman resolves image names without a registry's name (containers-registries.conf(5)). */
export interface Registries {
  readonly unqualifiedSearch: readonly string[];
  readonly shortNameMode: "enforcing" | "permissive" | "disabled";
  /** Short names that stand for a whole one. */
  readonly aliases: ReadonlyMap<string, string>;
}

/**
 * Up to podman 5 a user's own registries.conf takes the place of the host's, and drop-ins of both are joined, the later one
 * wins; podman 6 reads it as it reads all its configuration.
 */
export const learnRegistries = aboutAccount(async (learning: Learning, account): Promise<Known<Registries>> => {
  const [read, cache] = await Promise.all([
    registriesConf(learning, account),
    readToml(learning.host, `${account.home}/.cache/containers/short-name-aliases.conf`, account),
  ]);
  if (!read.known) return read;
  if (!cache.known) return cache;
  const tables = read.value;
  const aliases = [...tables, cache.value ?? {}].flatMap((table) => Object.entries(tableIn(table, "aliases")));
  const mode = tables.map((table) => textIn(table, "short-name-mode")).findLast((value) => value !== undefined);
  return known({
    unqualifiedSearch:
      tables.map((table) => listIn(table, "unqualified-search-registries")).findLast((value) => value !== undefined) ??
      [],
    shortNameMode: mode === "permissive" || mode === "disabled" ? mode : "enforcing",
    aliases: new Map(aliases.filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "")),
  });
});

async function registriesConf(learning: Learning, account: Account): Promise<Known<readonly Table[]>> {
  if (await readsByOneRule(learning)) return tablesOf(await configFilesByOneRule(learning, account, "registries"));
  const { host } = learning;
  const ofHost = "/etc/containers";
  const ofAccount = `${account.home}/.config/containers`;
  const [own, hosts, ...folders] = await Promise.all([
    readToml(host, `${ofAccount}/registries.conf`, account),
    readToml(host, `${ofHost}/registries.conf`, account),
    readTomlFolder(host, `${ofHost}/registries.conf.d`, account),
    readTomlFolder(host, `${ofAccount}/registries.conf.d`, account),
  ]);
  if (!own.known) return own;
  const main = own.value ? own : hosts;
  if (!main.known) return main;
  const tables: Table[] = main.value ? [main.value] : [];
  for (const folder of folders) {
    if (!folder.known) return folder;
    tables.push(...folder.value);
  }
  return known(tables);
}
