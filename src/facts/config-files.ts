import type { FileAnswer } from "../host/host.ts";
import type { Account } from "./account.ts";
import type { Learning } from "./fact.ts";
import { isOlder } from "./quadlet/known-keys.ts";

/** A file of podman's configuration, or a folder of drop-ins that could not be looked into, and what the host answered. */
export interface ConfigFile {
  readonly path: string;
  readonly answer: FileAnswer;
}

/** Where podman's configuration lies: the distribution's, the host's, the account's. */
function foldersOf({ home }: Account) {
  return { vendor: "/usr/share/containers", host: "/etc/containers", own: `${home}/.config/containers` } as const;
}

/** Whether podman reads all three of its configuration files by one rule: podman 6 (containers-config(5)). */
export async function readsByOneRule(learning: Learning): Promise<boolean> {
  const version = await podmanVersionOf(learning);
  return version !== undefined && !isOlder(version, "6.0");
}

async function podmanVersionOf(learning: Learning): Promise<string | undefined> {
  const platform = await learning.fact("platform");
  return platform.known ? platform.value.podmanVersion : undefined;
}

/**
 * The files of containers.conf(5) that the account's podman reads, as the account reads them, the one that counts last. Up
 * to podman 5 each main file counts and brings its drop-ins along (containers/common, systemConfigs): none before 3.3
 * (booted: bullseye), those for rootless podman alone from 5.7 on.
 */
export async function containersConfFiles(learning: Learning, account: Account): Promise<readonly ConfigFile[]> {
  if (await readsByOneRule(learning)) return configFilesByOneRule(learning, account, "containers");
  const version = await podmanVersionOf(learning);
  const { vendor, host, own } = foldersOf(account);
  const hasDropIns = version === undefined || !isOlder(version, "3.3");
  const rootless = `${host}/containers.rootless.conf`;
  const places = [
    [`${vendor}/containers.conf`],
    [`${host}/containers.conf`, ...(hasDropIns ? [`${host}/containers.conf.d/`] : [])],
    version === undefined || isOlder(version, "5.7")
      ? []
      : [rootless, `${rootless}.d/`, `${rootless}.d/${account.uid}/`],
    [`${own}/containers.conf`, ...(hasDropIns ? [`${own}/containers.conf.d/`] : [])],
  ];
  const read = places.flat().map(async (place) => {
    if (!place.endsWith("/")) return readAll(learning, account, [place]);
    const { names, refused } = await dropInsOf(learning, account, place.slice(0, -1), ["file", "symlink"]);
    return refused ?? readAll(learning, account, names);
  });
  return (await Promise.all(read)).flat();
}

/**
 * The files of one configuration that podman 6 reads, the one that counts last: of the main files the account's alone, else
 * the host's, else the distribution's; then the drop-ins of all folders in the order of their names, of those with the same
 * name the last folder's (containers-config(5); container-libs, storage/pkg/configfile).
 *
 * @param name of the file, without `.conf`
 */
export async function configFilesByOneRule(
  learning: Learning,
  account: Account,
  name: "containers" | "storage" | "registries",
): Promise<readonly ConfigFile[]> {
  const { vendor, host, own } = foldersOf(account);
  const shared = [vendor, host].flatMap((folder) => {
    const rootless = `${folder}/${name}.rootless.conf.d`;
    return [`${folder}/${name}.conf.d`, rootless, `${rootless}/${account.uid}`];
  });
  const mainPaths = [own, host, vendor].map((folder) => `${folder}/${name}.conf`);
  const [mains, ...folders] = await Promise.all([
    readAll(learning, account, mainPaths),
    // A link among the drop-ins is passed over: only regular files are read.
    ...[...shared, `${own}/${name}.conf.d`].map((folder) => dropInsOf(learning, account, folder, ["file"])),
  ]);
  const main = mains.find(({ answer }) => answer.outcome !== "absent");
  const byName = new Map(folders.flatMap(({ names }) => names.map((path) => [baseName(path), path] as const)));
  const dropIns = [...byName.keys()].sort().flatMap((one) => byName.get(one) ?? []);
  return [
    ...(main ? [main] : []),
    ...folders.flatMap(({ refused }) => refused ?? []),
    ...(await readAll(learning, account, dropIns)),
  ];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

interface DropIns {
  /** Whole paths, in the order of their names. */
  readonly names: readonly string[];
  readonly refused?: readonly ConfigFile[];
}

async function dropInsOf(
  { host }: Learning,
  account: Account,
  folder: string,
  kinds: readonly string[],
): Promise<DropIns> {
  const listing = await host.list(folder, { as: account });
  if (listing.outcome === "unanswered") return { names: [], refused: [{ path: folder, answer: listing }] };
  if (listing.outcome === "absent") return { names: [] };
  const files = listing.entries.filter(({ name, kind }) => name.endsWith(".conf") && kinds.includes(kind));
  return { names: files.map(({ name }) => `${folder}/${name}`) };
}

async function readAll({ host }: Learning, account: Account, paths: readonly string[]): Promise<readonly ConfigFile[]> {
  return Promise.all(paths.map(async (path) => ({ path, answer: await host.read(path, { as: account }) })));
}
