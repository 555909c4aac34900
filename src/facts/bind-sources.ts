import { type Host, type StatAnswer, textOf } from "../host/host.ts";
import type { Account } from "./account.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";
import { learnMounts, mountAmong, parseMounts } from "./mounts.ts";
import { type BindSource, mayBeMade, type UnitCall, type UnitCalls } from "./podman-commands/index.ts";
import { type PodmanStorage, startedContainers } from "./podman-storage.ts";

/** A path of the host that a pod unit's start mounts into a container. */
export interface NeededSource {
  readonly path: string;
  /** The option as written, or whose mount it is. */
  readonly from: string;
  readonly place: UnitCall;
  readonly status: StatAnswer;
  /** Whether podman shall give it an SELinux label of containers. */
  readonly relabel?: true;
  /** To make a folder there is no help. */
  readonly noFolder?: true;
  /** Who may make it before the unit needs it: a command of the units, tmpfiles.d, or a file system that is mounted by then. */
  readonly maker?: string;
  /** Why it is gone after a reboot, where it lies on what a boot makes anew. */
  readonly volatile?: string;
}

/** By unit name. */
export type BindSources = ReadonlyMap<string, readonly NeededSource[]>;

/** Looks at what the units' containers mount, with the account's eyes. */
export const learnBindSources = aboutAccount(async (learning: Learning, account): Promise<Known<BindSources>> => {
  const [commands, storage] = await Promise.all([learning.fact("podmanCommands"), learning.fact("podmanStorage")]);
  if (!commands.known) return commands;
  const makers = new Makers(learning.host, account);
  const all = await Promise.all(
    [...commands.value].map(async ([unit, calls]) => {
      const wanted = calls.calls.flatMap((place) =>
        sourcesOf(place, storage.known ? storage.value : undefined).map((source) => ({ ...source, place })),
      );
      return [unit, await Promise.all(wanted.map((one) => look(learning.host, account, one, calls, makers)))] as const;
    }),
  );
  return known(new Map(all));
});

function sourcesOf({ call, needs, ownStorage }: UnitCall, storage: PodmanStorage | undefined): readonly BindSource[] {
  const { verb } = call;
  if ((verb !== "start" && verb !== "pod start") || !ownStorage || !storage?.containers.known) return needs.sources;
  return startedContainers(storage.containers.value, verb, call.operands).flatMap(({ id, names, mounts }) =>
    (mounts ?? []).map((path) => ({ path, from: `a mount of the container ${names[0] ?? id.slice(0, 12)}` })),
  );
}

async function look(
  host: Host,
  account: Account,
  source: BindSource & { readonly place: UnitCall },
  calls: UnitCalls,
  makers: Makers,
): Promise<NeededSource> {
  const status: StatAnswer = source.path.startsWith("~")
    ? { outcome: "absent" }
    : await host.stat(source.path, { as: account, follow: true });
  const base = { ...source, status };
  const volatile =
    status.outcome === "present" && status.uid === account.uid ? await makers.whyVolatile(source.path) : undefined;
  if (status.outcome === "present" && volatile === undefined) return base;
  const maker = mayBeMade(calls, source.path) ? "a command of a unit" : await makers.of(source.path);
  return { ...base, ...(maker === undefined ? {} : { maker }), ...(volatile === undefined ? {} : { volatile }) };
}

const tmpfilesFolders = ["/etc/tmpfiles.d", "/run/tmpfiles.d", "/usr/local/lib/tmpfiles.d", "/usr/lib/tmpfiles.d"];

/** Who makes paths at boot; read only where something is missing. */
class Makers {
  readonly #host: Host;
  readonly #account: Account;
  #tmpfiles: Promise<readonly string[]> | undefined;
  #mountPoints: Promise<readonly string[]> | undefined;

  constructor(host: Host, account: Account) {
    this.#host = host;
    this.#account = account;
  }

  async of(path: string): Promise<string | undefined> {
    this.#tmpfiles ??= this.#readTmpfiles();
    const line = (await this.#tmpfiles).find((text) => (text.split(/\s+/)[1] ?? "").startsWith(path));
    if (line !== undefined) return `tmpfiles.d: ${line}`;
    this.#mountPoints ??= this.#readMountPoints();
    const point = (await this.#mountPoints).find((one) => path === one || path.startsWith(`${one}/`));
    const mounted = point !== undefined && (await learnMounts(this.#host))?.some(({ target }) => target === point);
    return mounted ? undefined : point;
  }

  /** /run, /dev/shm and a /tmp in memory are empty after a boot; what programs make there they make anew. */
  async whyVolatile(path: string): Promise<string | undefined> {
    const { runtimeDirectory } = this.#account;
    const [own] = path.startsWith(`${runtimeDirectory}/`) ? path.slice(runtimeDirectory.length + 1).split("/") : [];
    if (own !== undefined && ownedByPrograms.test(own)) return undefined;
    if (/^\/(run|dev\/shm)\//.test(path)) return `${path.startsWith("/run/") ? "/run" : "/dev/shm"} is in memory`;
    if (!path.startsWith("/tmp/")) return undefined;
    const mount = mountAmong((await learnMounts(this.#host)) ?? [], path);
    return mount?.type === "tmpfs" ? `${mount.target} is in memory` : undefined;
  }

  async #readTmpfiles(): Promise<readonly string[]> {
    const folders = [...tmpfilesFolders, `${this.#account.home}/.config/user-tmpfiles.d`];
    const texts = await Promise.all(
      folders.map(async (folder) => {
        const listing = await this.#host.list(folder, { as: this.#account });
        const names = listing.outcome === "listed" ? listing.entries.map(({ name }) => name) : [];
        const paths = names.filter((name) => name.endsWith(".conf")).map((name) => `${folder}/${name}`);
        return Promise.all(paths.map(async (path) => textOf(await this.#host.read(path, { as: this.#account })) ?? ""));
      }),
    );
    const { uid, home, runtimeDirectory } = this.#account;
    return texts
      .flat()
      .flatMap((text) => text.split("\n"))
      .filter((line) => /^[A-Za-z]\S*\s/.test(line))
      .map((line) => line.replaceAll("%t", runtimeDirectory).replaceAll("%h", home).replaceAll("%U", String(uid)));
  }

  /** Where a file system is to be mounted, by fstab(5) and by what people wrote. */
  async #readMountPoints(): Promise<readonly string[]> {
    const [fstab, units] = await Promise.all([
      this.#host.read("/etc/fstab", { as: this.#account }),
      this.#host.list("/etc/systemd/system", { as: this.#account }),
    ]);
    const names = units.outcome === "listed" ? units.entries.map(({ name }) => name) : [];
    const points = [
      ...parseMounts(textOf(fstab) ?? "").map(({ target }) => target),
      ...names.flatMap((name) => {
        const [, escaped] = /^(.+)\.(?:auto)?mount$/.exec(name) ?? [];
        return escaped === undefined ? [] : [`/${escaped.replaceAll("-", "/").replaceAll("\\x2d", "-")}`];
      }),
    ];
    return points.filter((point) => point.startsWith("/") && point !== "/");
  }
}

const ownedByPrograms =
  /^(bus|systemd|podman|containers|libpod|crun|netns|gnupg|pulse|pipewire.*|wayland.*|dbus-1|keyring|docker.*|\..*)$/;
