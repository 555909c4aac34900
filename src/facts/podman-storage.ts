import { type Host, textOf, type Unanswered, unanswered } from "../host/host.ts";
import type { Account } from "./account.ts";
import type { StoredContainer } from "./container-store.ts";
import { containersConfTables } from "./containers-conf.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { listIn, type Table, tableIn, textIn } from "./podman-config.ts";
import { isOlder } from "./quadlet/known-keys.ts";
import { storageSettings, storeFolders } from "./storage-place.ts";

/** An image of the account's storage. */
export interface StoredImage {
  readonly id: string;
  /** `localhost/app:1` */
  readonly names: readonly string[];
  readonly digests: readonly string[];
}

/** A container of the account's storage, and what its last start left of it. */
export interface StartedContainer extends Omit<StoredContainer, "created"> {
  /** Paths of the host that it mounted at its last start; undefined where it never was started or nobody can see. */
  readonly mounts?: readonly string[];
  /** Its host name and its cgroup at its last start. */
  readonly hostName?: string;
  readonly cgroup?: string;
}

/** What the account's podman has on disk, as far as it can be read without podman. */
export interface PodmanStorage {
  readonly graphRoot: string;
  /** Whether podman forgets its containers at each boot (`transient_store`). */
  readonly transient: boolean;
  readonly images: Known<readonly StoredImage[]>;
  readonly containers: Known<readonly StartedContainer[]>;
  /** Names and ids of secrets; never what they hold. */
  readonly secrets: Known<ReadonlySet<string>>;
  /** Names of the networks that the account defined, with the folder where they lie. */
  readonly networks: Known<ReadonlySet<string>>;
  readonly networkFolder: string;
}

/** Reads storage.conf(5) and what lies below the graph root. podman is not asked: it would make what is missing. */
export const learnPodmanStorage = aboutAccount(async (learning: Learning, account): Promise<Known<PodmanStorage>> => {
  const { host } = learning;
  const settings = await storageSettings(learning, account);
  if (!settings.known) return settings;
  const { graphRoot, runRoot, imageStores, transient } = settings.value;
  const [images, containers, secrets, networks] = await Promise.all([
    readImages(host, account, [graphRoot, ...imageStores]),
    readContainers(host, account, graphRoot, runRoot),
    readSecrets(host, account, graphRoot),
    readNetworks(learning, account, graphRoot),
  ]);
  return known({ graphRoot, transient, images, containers, secrets, ...networks });
});

async function readImages(
  host: Host,
  account: Account,
  stores: readonly string[],
): Promise<Known<readonly StoredImage[]>> {
  const read = await Promise.all(stores.map((store) => readLists(host, account, store, "images")));
  const refused = read.find((one) => !one.known);
  if (refused && !refused.known) return refused;
  const entries = read.flatMap((one) => (one.known ? one.value : []));
  return known(
    entries.map(({ entry }) => ({
      id: textIn(entry, "id") ?? "",
      names: listIn(entry, "names") ?? [],
      digests: [textIn(entry, "digest"), ...Object.values(tableIn(entry, "big-data-digests"))].filter(
        (digest): digest is string => typeof digest === "string",
      ),
    })),
  );
}

interface ListEntry {
  readonly folder: string;
  readonly entry: Table;
}

const listMembers = ["id", "names", "digest", "big-data-digests"];

/** `overlay-images/images.json`, and the same of any other storage driver. */
async function readLists(
  host: Host,
  account: Account,
  store: string,
  what: "images" | "containers",
): Promise<Known<readonly ListEntry[]>> {
  const folders = await storeFolders(host, account, store, what);
  if (!folders.known) return folders;
  const found: ListEntry[] = [];
  for (const folder of folders.value ?? []) {
    const read = await readJson(host, account, `${folder}/${what}.json`, listMembers);
    if (!read.known) return read;
    if (Array.isArray(read.value)) found.push(...(read.value as readonly Table[]).map((entry) => ({ folder, entry })));
  }
  return known(found);
}

async function readJson(
  host: Host,
  account: Account,
  path: string,
  members?: readonly string[],
): Promise<Known<unknown>> {
  const answer = await host.read(path, { as: account, ...(members ? { members } : {}) });
  if (answer.outcome === "absent") return known(undefined);
  if (answer.outcome === "unanswered") return unknown(answer);
  try {
    return known(JSON.parse(textOf(answer) ?? ""));
  } catch {
    return unknown(unanswered("failed", `${path} is no JSON`));
  }
}

async function readContainers(
  host: Host,
  account: Account,
  graphRoot: string,
  runRoot: string,
): Promise<Known<readonly StartedContainer[]>> {
  const lists = await readLists(host, account, graphRoot, "containers");
  if (!lists.known) return lists;
  const ownPlaces = [graphRoot, runRoot, account.runtimeDirectory.concat("/containers"), "/proc", "/sys"];
  const containers = lists.value.map(async ({ folder, entry }): Promise<StartedContainer> => {
    const id = textIn(entry, "id") ?? "";
    const base = { id, names: listIn(entry, "names") ?? [] };
    const spec = /^[0-9a-f]{64}$/.test(id)
      ? await readJson(host, account, `${folder}/${id}/userdata/config.json`, specMembers)
      : undefined;
    if (!spec?.known || spec.value === undefined) return base;
    const table = spec.value as Table;
    const mounts = Array.isArray(table["mounts"]) ? (table["mounts"] as readonly Table[]) : [];
    const sources = mounts.filter((mount) => mount["type"] === "bind").map((mount) => textIn(mount, "source") ?? "");
    return {
      ...base,
      hostName: textIn(table, "hostname") ?? "",
      cgroup: textIn(tableIn(table, "linux"), "cgroupsPath") ?? "",
      mounts: sources.filter(
        (source) =>
          source.startsWith("/") && !ownPlaces.some((place) => source === place || source.startsWith(`${place}/`)),
      ),
    };
  });
  return known(await Promise.all(containers));
}

/**
 * The containers that `podman start NAME` or `podman pod start NAME` starts. A pod's are found by its infra container,
 * whose host name is the pod's name, and by the cgroup that has the pod's id.
 */
export function startedContainers(
  containers: readonly StartedContainer[],
  verb: "start" | "pod start",
  names: readonly string[],
): readonly StartedContainer[] {
  if (verb === "start")
    return containers.filter(({ id, names: own }) =>
      names.some((name) => own.includes(name) || (/^[0-9a-f]{12,}$/.test(name) && id.startsWith(name))),
    );
  const pods = containers.flatMap(({ names: own, hostName }) => {
    const pod = own.map((name) => /^([0-9a-f]{12})-infra$/.exec(name)?.[1]).find((one) => one !== undefined);
    const meant = pod !== undefined && names.some((name) => name === hostName || name.startsWith(pod));
    return meant ? [pod] : [];
  });
  return containers.filter(({ cgroup = "" }) => pods.some((pod) => cgroup.includes(pod)));
}

/** Not `process`: its environment may hold secrets. */
const specMembers = ["hostname", "mounts.type", "mounts.source", "linux.cgroupsPath"];

async function readSecrets(host: Host, account: Account, graphRoot: string): Promise<Known<ReadonlySet<string>>> {
  const read = await readJson(host, account, `${graphRoot}/secrets/secrets.json`, ["nameToID"]);
  if (!read.known) return read;
  return known(
    new Set(
      Object.entries(tableIn(read.value as Table | undefined, "nameToID")).flatMap(([name, id]) => [name, String(id)]),
    ),
  );
}

interface Networks {
  readonly networks: Known<ReadonlySet<string>>;
  readonly networkFolder: string;
}

/**
 * netavark keeps one JSON file a network, CNI one `.conflist`. Which of both is written in the storage; podman 5 takes
 * netavark whatever stands there (booted: trixie).
 */
async function readNetworks(learning: Learning, account: Account, graphRoot: string): Promise<Networks> {
  const { host } = learning;
  const [backend, config, platform] = await Promise.all([
    host.read(`${graphRoot}/defaultNetworkBackend`, { as: account }),
    containersConf(learning, account),
    learning.fact("platform"),
  ]);
  const version = platform.known ? platform.value.podmanVersion : undefined;
  const cni = textOf(backend)?.trim() === "cni" && (version === undefined || isOlder(version, "5.0"));
  const networkFolder = cni ? `${account.home}/.config/cni/net.d` : `${graphRoot}/networks`;
  const refused: Unanswered | undefined = config.known
    ? config.value.networkConfigDir === undefined
      ? backend.outcome === "unanswered"
        ? backend
        : undefined
      : unanswered("failed", "containers.conf puts networks elsewhere (network_config_dir)")
    : config.why;
  if (refused) return { networks: unknown(refused), networkFolder };
  const listing = await host.list(networkFolder, { as: account });
  if (listing.outcome === "absent") return { networks: known(new Set()), networkFolder };
  if (listing.outcome === "unanswered") return { networks: unknown(listing), networkFolder };
  const names = listing.entries.map(({ name }) => /^(.*)\.(json|conflist)$/.exec(name)?.[1]);
  return { networks: known(new Set(names.filter((name) => name !== undefined))), networkFolder };
}

/** What this reader needs of containers.conf(5), the later file over the earlier one. */
export interface ContainersConf {
  readonly networkConfigDir?: string;
  readonly rootlessNetworkCommand?: string;
  readonly helperDirectories?: readonly string[];
  readonly pullPolicy?: string;
}

/** containers.conf of the distribution, the host and the account with their drop-in folders. */
export async function containersConf(learning: Learning, account: Account): Promise<Known<ContainersConf>> {
  const read = await containersConfTables(learning, account);
  if (!read.known) return read;
  const tables = read.value;
  const network = tables.map((table) => tableIn(table, "network"));
  const engine = tables.map((table) => tableIn(table, "engine"));
  const last = <T>(values: readonly (T | undefined)[]): T | undefined =>
    values.findLast((value) => value !== undefined);
  const networkConfigDir = last(network.map((table) => textIn(table, "network_config_dir")));
  const rootlessNetworkCommand = last(network.map((table) => textIn(table, "default_rootless_network_cmd")));
  const helperDirectories = last(engine.map((table) => listIn(table, "helper_binaries_dir")));
  const pullPolicy = last(engine.map((table) => textIn(table, "pull_policy")));
  return known({
    ...(networkConfigDir === undefined ? {} : { networkConfigDir }),
    ...(rootlessNetworkCommand === undefined ? {} : { rootlessNetworkCommand }),
    ...(helperDirectories === undefined ? {} : { helperDirectories }),
    ...(pullPolicy === undefined ? {} : { pullPolicy }),
  });
}
