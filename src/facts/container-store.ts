import { textOf, type Unanswered, unanswered } from "../host/host.ts";
import type { Account } from "./account.ts";
import { type ExecSetting, keepsFromStarting } from "./exec-settings.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import type { PodUnits } from "./pod-units.ts";
import { podmanCall } from "./podman-call.ts";
import { storageSettings, storeFolders } from "./storage-place.ts";

/** A container in the account's storage, running or not. */
export interface StoredContainer {
  readonly id: string;
  readonly names: readonly string[];
  /** RFC 3339, as podman wrote it; undefined where it says none. */
  readonly created?: string;
}

/** The containers that the account has on disk. */
export interface ContainerStore {
  /** The files that were read; none where there is no storage at the place where it is looked for. */
  readonly files: readonly string[];
  readonly containers: readonly StoredContainer[];
}

/**
 * Reads which containers there are from containers.json of containers/storage, which podman keeps for every container
 * that it makes: podman itself is not asked, since it would make state. Nothing is read where nothing hangs on it.
 */
export const learnContainerStore = aboutAccount(
  async (learning: Learning, account): Promise<Known<ContainerStore>> =>
    (await isAskedFor(learning)) ? readOwnStore(learning, account) : known(nothing),
);

/** The containers of the account, wherever containers-storage.conf(5) puts them. */
export async function readOwnStore(learning: Learning, account: Account): Promise<Known<ContainerStore>> {
  const settings = await storageSettings(learning, account);
  return settings.known ? readStore(learning, account, settings.value.graphRoot) : settings;
}

/** Where root's podman has its storage, unless containers-storage.conf(5) says otherwise. */
const rootStorage = "/var/lib/containers/storage";

/** Root's containers, read only where one of the account's is missing; only root may look there. */
export const learnRootContainerStore = aboutAccount(async (learning: Learning): Promise<Known<ContainerStore>> => {
  const [pods, store] = await Promise.all([learning.fact("podUnits"), learning.fact("containerStore")]);
  if (!pods.known) return pods;
  if (!store.known) return store;
  const missing = pods.value.units.some(({ exec }) => missingContainers(exec, store.value).length > 0);
  if (!missing) return known(nothing);
  if (learning.host.caller().uid !== 0)
    return unknown(unanswered("denied", "only root may look whether root has that container"));
  return readStore(learning, undefined, rootStorage);
});

const nothing: ContainerStore = { files: [], containers: [] };

/** Whether a unit starts a container by name or makes one that must not be there yet, or podman missed something. */
async function isAskedFor(learning: Learning): Promise<boolean> {
  const [pods, journal] = await Promise.all([learning.fact("podUnits"), learning.fact("journal")]);
  const calls = pods.known ? pods.value.units.flatMap(({ exec }) => exec.flatMap(({ podman }) => podman)) : [];
  const named = calls.some((words) => {
    const call = podmanCall(words);
    return call?.object === "container" && call.names.length > 0 && !call.replaces;
  });
  return named || (journal.known && journal.value.lines.some(({ message }) => noSuchObject.test(message)));
}

/** podman's words for a container or pod that is not there; the name or id in quotes or without. */
export const noSuchObject = /no (?:container|pod) with name or ID "?([^" ]+)"? found/;

/**
 * The containers below one storage folder, of whatever driver.
 *
 * @returns unknown where the folder is there and could not be read; nothing where it is not there
 */
async function readStore(
  learning: Learning,
  account: Account | undefined,
  root: string,
): Promise<Known<ContainerStore>> {
  const as = account ? { as: account } : {};
  const folders = await storeFolders(learning.host, account, root, "containers");
  if (!folders.known) return folders;
  // A container that goes when it ends (--rm) is kept in the second file.
  const files = (folders.value ?? []).flatMap((folder) => [
    `${folder}/containers.json`,
    `${folder}/volatile-containers.json`,
  ]);
  const answers = await Promise.all(files.map((path) => learning.host.read(path, as)));
  const refused = answers.find((answer): answer is Unanswered => answer.outcome === "unanswered");
  if (refused) return unknown(refused);
  const read = files.flatMap((path, index) => {
    const text = textOf(answers[index] ?? { outcome: "absent" });
    return text === undefined ? [] : [{ path, containers: parseContainers(text) }];
  });
  const broken = read.find(({ containers }) => containers === undefined);
  if (broken) return unknown(unanswered("failed", `${broken.path} is no list of containers`));
  return known({
    files: read.map(({ path }) => path),
    containers: read.flatMap(({ containers = [] }) => containers),
  });
}

/** containers.json: a list of objects with `id`, `names` and `created` (containers/storage, Container); undefined where it is none. */
export function parseContainers(text: string): readonly StoredContainer[] | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((entry: unknown): readonly StoredContainer[] => {
    if (typeof entry !== "object" || entry === null) return [];
    const { id, names, created } = entry as Record<string, unknown>;
    if (typeof id !== "string") return [];
    const texts = Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
    return [{ id, names: texts, ...(typeof created === "string" ? { created } : {}) }];
  });
}

/** A container or pod that a line starts, and that must be there by then. */
export interface StartedObject {
  readonly object: "container" | "pod";
  /** Name, id, or the beginning of an id. */
  readonly reference: string;
  readonly setting: ExecSetting;
}

/** What the Exec lines themselves start by name or id. */
export function startedObjects(exec: readonly ExecSetting[]): readonly StartedObject[] {
  return exec.filter(keepsFromStarting).flatMap((setting) =>
    setting.podman.flatMap((words) => {
      const call = podmanCall(words);
      if (call?.does !== "start") return [];
      return call.names.map((reference) => ({ object: call.object, reference, setting }));
    }),
  );
}

/** The containers that the lines start and that are not in the storage; none where no storage was found. */
export function missingContainers(exec: readonly ExecSetting[], store: ContainerStore): readonly StartedObject[] {
  if (store.files.length === 0) return [];
  return startedObjects(exec).filter(
    ({ object, reference }) => object === "container" && findContainer(store, reference) === undefined,
  );
}

/** Whether some unit may make it before it is started: by that name, or by means that name nothing on the line. */
export function isMadeByUnit({ units, quadlets }: PodUnits, reference: string): boolean {
  const calls = units.flatMap(({ exec }) => exec.flatMap(({ podman }) => podman));
  return (
    quadlets.length > 0 ||
    calls.some((words) => {
      const call = podmanCall(words);
      if (call?.does === "make") return call.names.length === 0 || call.names.includes(reference);
      return words.some((word) => /^(kube|play|compose|restore|clone|.*podman-compose)$/.test(word));
    })
  );
}

/** The container of that name, full id or beginning of an id. */
export function findContainer(store: ContainerStore, reference: string): StoredContainer | undefined {
  return store.containers.find(({ id, names }) => names.includes(reference) || isIdOf(id, reference));
}

function isIdOf(id: string, reference: string): boolean {
  return /^[0-9a-f]+$/.test(reference) && id.startsWith(reference);
}
