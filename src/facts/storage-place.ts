import type { Host } from "../host/host.ts";
import type { Account } from "./account.ts";
import { configFilesByOneRule, readsByOneRule } from "./config-files.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";
import { listIn, readToml, type Table, tableIn, tablesOf, textIn } from "./podman-config.ts";

/** Where containers/storage keeps an account's images and containers. */
export interface StorageSettings {
  readonly graphRoot: string;
  readonly runRoot: string;
  readonly imageStores: readonly string[];
  readonly transient: boolean;
}

/**
 * Up to podman 5 a user's own storage.conf takes the place of the host's, of which only `rootless_storage_path` is a user's
 * (containers-storage.conf(5)): its image stores are root's alone (booted: podman 5.4 says `image not known`). podman 6
 * reads it as it reads all its configuration, and a host's settings are everybody's (container-libs, LoadStoreOptions).
 */
export async function storageSettings(learning: Learning, account: Account): Promise<Known<StorageSettings>> {
  const read = (await readsByOneRule(learning))
    ? tablesOf(await configFilesByOneRule(learning, account, "storage"))
    : await ownOrHosts(learning, account);
  if (!read.known) return read;
  const storage = read.value.map((table) => tableIn(table, "storage"));
  const last = (name: string) => storage.map((table) => textIn(table, name)).findLast((value) => value !== undefined);
  const expand = (path: string) =>
    path
      .replace(/\$HOME\b|\$\{HOME\}|^~(?=\/)/g, account.home)
      .replace(/\$UID\b|\$\{UID\}/g, String(account.uid))
      .replace(/\$USER\b|\$\{USER\}/g, account.name)
      .replace(/(?<=.)\/+$/, "");
  const more = last("imagestore");
  const stores = storage.map((table) => listIn(tableIn(table, "options"), "additionalimagestores"));
  return known({
    graphRoot: expand(
      last("graphroot") ?? last("rootless_storage_path") ?? `${account.home}/.local/share/containers/storage`,
    ),
    runRoot: expand(last("runroot") ?? `${account.runtimeDirectory}/containers`),
    imageStores: [...(stores.findLast((one) => one !== undefined) ?? []), ...(more ? [more] : [])].map(expand),
    transient: storage.map((table) => table["transient_store"]).findLast((value) => value !== undefined) === true,
  });
}

/** The user's own storage.conf; without one, what of the host's is a user's. */
async function ownOrHosts({ host }: Learning, account: Account): Promise<Known<readonly Table[]>> {
  const [own, local, vendor] = await Promise.all([
    readToml(host, `${account.home}/.config/containers/storage.conf`, account),
    readToml(host, "/etc/containers/storage.conf", account),
    readToml(host, "/usr/share/containers/storage.conf", account),
  ]);
  if (!own.known) return own;
  if (!local.known) return local;
  if (!vendor.known) return vendor;
  if (own.value) return known([own.value]);
  const { rootless_storage_path, transient_store } = tableIn(local.value ?? vendor.value, "storage");
  return known([{ storage: { rootless_storage_path, transient_store } }]);
}

/**
 * The folders of a storage that hold one kind of thing, of whatever driver (`overlay-containers`, `vfs-images`).
 *
 * @param as whoever owns the storage; without, whoever asks
 * @returns undefined where there is no storage
 */
export async function storeFolders(
  host: Host,
  as: Account | undefined,
  storage: string,
  what: "images" | "containers",
): Promise<Known<readonly string[] | undefined>> {
  const listing = await host.list(storage, as ? { as } : {});
  if (listing.outcome === "absent") return known(undefined);
  if (listing.outcome === "unanswered") return unknown(listing);
  const folders = listing.entries.filter(({ name, kind }) => kind === "directory" && name.endsWith(`-${what}`));
  return known(folders.map(({ name }) => `${storage}/${name}`));
}
