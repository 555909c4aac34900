import type { Host } from "../host/host.ts";
import type { Account } from "./account.ts";
import { type Known, known, unknown } from "./fact.ts";
import { listIn, readToml, tableIn, textIn } from "./podman-config.ts";

/** Where containers/storage keeps an account's images and containers. */
export interface StorageSettings {
  readonly graphRoot: string;
  readonly runRoot: string;
  readonly imageStores: readonly string[];
  readonly transient: boolean;
}

/**
 * A user's own storage.conf takes the place of the host's; of the host's only `rootless_storage_path` is a user's
 * (containers-storage.conf(5)): its image stores are root's alone (booted: podman 5.4 says `image not known`).
 */
export async function storageSettings(host: Host, account: Account): Promise<Known<StorageSettings>> {
  const [own, local, vendor] = await Promise.all([
    readToml(host, `${account.home}/.config/containers/storage.conf`, account),
    readToml(host, "/etc/containers/storage.conf", account),
    readToml(host, "/usr/share/containers/storage.conf", account),
  ]);
  if (!own.known) return own;
  if (!local.known) return local;
  if (!vendor.known) return vendor;
  const file = own.value ?? local.value ?? vendor.value;
  const storage = tableIn(file, "storage");
  const expand = (path: string) =>
    path
      .replace(/\$HOME\b|\$\{HOME\}|^~(?=\/)/g, account.home)
      .replace(/\$UID\b|\$\{UID\}/g, String(account.uid))
      .replace(/\$USER\b|\$\{USER\}/g, account.name)
      .replace(/(?<=.)\/+$/, "");
  const root =
    textIn(storage, own.value ? "graphroot" : "rootless_storage_path") ?? textIn(storage, "rootless_storage_path");
  const run = own.value ? textIn(storage, "runroot") : undefined;
  const more = textIn(storage, "imagestore");
  const stores = [...(listIn(tableIn(storage, "options"), "additionalimagestores") ?? []), ...(more ? [more] : [])];
  return known({
    graphRoot: expand(root ?? `${account.home}/.local/share/containers/storage`),
    runRoot: expand(run ?? `${account.runtimeDirectory}/containers`),
    imageStores: own.value ? stores.map(expand) : [],
    transient: storage["transient_store"] === true,
  });
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
