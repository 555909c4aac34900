import type { StatAnswer } from "../host/host.ts";
import type { Account } from "./account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { storageSettings } from "./storage-place.ts";

/** Something that podman must be able to use before it can start anything. */
export interface StoragePlace {
  readonly path: string;
  readonly status: StatAnswer;
  /** By owner and mode, for the account; undefined where it is not there or could not be looked at. */
  readonly usable?: boolean;
}

/** The account's container storage: what stands on disk, never what is in the containers. */
export interface Storage {
  readonly graphRoot: string;
  /** In the order in which podman comes to them: folders above, the storage, its files. */
  readonly places: readonly StoragePlace[];
}

/** Bits of rwx that the account needs. */
const read = 4;
const write = 2;
const search = 1;

/** Files of a driver's stores, by the ending of their folder (containers/storage, store.go). */
const storeFiles: readonly (readonly [string, readonly string[]])[] = [
  ["-containers", ["containers.json", "containers.lock"]],
  ["-images", ["images.json", "images.lock"]],
  ["-layers", ["layers.json", "layers.lock"]],
];

/**
 * Looks with the account's eyes at what podman opens first. Layers and volumes hold files of subordinate ids by design
 * and are left alone.
 */
export const learnStorage = aboutAccount(async (learning: Learning, account): Promise<Known<Storage>> => {
  const { host } = learning;
  const graphRoot = await graphRootOf(learning, account);
  if (!graphRoot.known) return graphRoot;
  const root = graphRoot.value;
  const look = async (path: string, need: number): Promise<StoragePlace> => {
    const status = await host.stat(path, { as: account, follow: true });
    const usable = status.outcome === "present" ? mayUse(account, status, need) : undefined;
    return { path, status, ...(usable === undefined ? {} : { usable }) };
  };
  const above = [`${account.home}/.local`, `${account.home}/.local/share`];
  const listing = await host.list(root, { as: account });
  if (listing.outcome === "unanswered" && listing.reason !== "denied") return unknown(listing);
  const names = listing.outcome === "listed" ? listing.entries.map(({ name }) => name) : [];
  const stores = names.flatMap((name) => {
    const [, files = []] = storeFiles.find(([ending]) => name.endsWith(ending)) ?? [];
    return files.map((file) => `${root}/${name}/${file}`);
  });
  const folders = names.filter((name) => name === "libpod" || storeFiles.some(([ending]) => name.endsWith(ending)));
  const drivers = [...new Set(folders.flatMap((name) => /^(.+)-(containers|images|layers)$/.exec(name)?.[1] ?? []))];
  const files = ["storage.lock", "userns.lock", "db.sql"].filter((name) => names.includes(name));
  const places = await Promise.all([
    look(`${account.home}/.config/containers`, read | search),
    ...above.filter((path) => root.startsWith(`${path}/`)).map((path) => look(path, search)),
    look(root.slice(0, root.lastIndexOf("/")), search),
    look(root, read | write | search),
    ...[...folders, ...drivers.filter((name) => names.includes(name))].map((name) =>
      look(`${root}/${name}`, read | write | search),
    ),
    ...files.map((name) => look(`${root}/${name}`, read | write)),
    ...stores.map((path) => look(path, read)),
    ...(names.includes("libpod") ? [look(`${root}/libpod/bolt_state.db`, read | write)] : []),
  ]);
  const lost = places.find(({ status }) => status.outcome === "unanswered" && status.reason !== "denied");
  if (lost?.status.outcome === "unanswered") return unknown(lost.status);
  return known({ graphRoot: root, places });
});

/** Where storage.conf puts it; the usual place where the account itself may not read that file. */
async function graphRootOf(learning: Learning, account: Account): Promise<Known<string>> {
  const settings = await storageSettings(learning, account);
  if (settings.known) return known(settings.value.graphRoot);
  return settings.why.reason === "denied" ? known(`${account.home}/.local/share/containers/storage`) : settings;
}

/** By owner, group and mode alone: lists of access rights are not looked at. */
function mayUse(
  { uid, groups }: Account,
  { uid: owner, gid, mode }: { readonly uid: number; readonly gid: number; readonly mode: number },
  need: number,
): boolean {
  if (uid === 0) return true;
  const bits = owner === uid ? mode >> 6 : groups.includes(gid) ? mode >> 3 : mode;
  return (bits & need) === need;
}
