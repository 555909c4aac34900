import { aboutAccount, type Known, known, type Learning } from "./fact.ts";
import { listIn, readToml, readTomlFolder, type Table, tableIn, textIn } from "./podman-config.ts";

/** How podman resolves image names without a registry's name (containers-registries.conf(5)). */
export interface Registries {
  readonly unqualifiedSearch: readonly string[];
  readonly shortNameMode: "enforcing" | "permissive" | "disabled";
  /** Short names that stand for a whole one. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** A user's own registries.conf takes the place of the host's; drop-ins of both are joined, the later one wins. */
export const learnRegistries = aboutAccount(async ({ host }: Learning, account): Promise<Known<Registries>> => {
  const own = await readToml(host, `${account.home}/.config/containers/registries.conf`, account);
  if (!own.known) return own;
  const main = own.value ? own : await readToml(host, "/etc/containers/registries.conf", account);
  if (!main.known) return main;
  const folders = ["/etc/containers/registries.conf.d", `${account.home}/.config/containers/registries.conf.d`];
  const tables: Table[] = main.value ? [main.value] : [];
  for (const folder of folders) {
    const read = await readTomlFolder(host, folder, account);
    if (!read.known) return read;
    tables.push(...read.value);
  }
  const cache = await readToml(host, `${account.home}/.cache/containers/short-name-aliases.conf`, account);
  if (!cache.known) return cache;
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
