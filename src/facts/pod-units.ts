import type { Account } from "./account.ts";
import { type BootGraph, startedBy, templateOf } from "./boot-graph.ts";
import { type ExecSetting, execSettings, specifierContext } from "./exec-settings.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";
import type { UnitEntries, UnitEntry } from "./unit-entries.ts";
import { readEntry } from "./unit-entries.ts";
import {
  dropInFolders,
  mergeUnit,
  orderDropIns,
  type ParsedUnitFile,
  splitUnitName,
  type UnitConfig,
  unitNameIsValid,
} from "./unit-file/index.ts";

/** A user service that is meant to run podman. */
export interface PodUnit {
  readonly name: string;
  /**
   * `runs-podman`: its Exec lines, a script they name, or its own text say podman. `named`: given on the command line.
   * `suspect`: nothing says that it is one, but it lies among the user's units and cannot be read or leads nowhere.
   * `aside`: it runs podman, but nobody ever enabled it, and the boot starts others: it may be kept on purpose.
   */
  readonly because: "runs-podman" | "named" | "suspect" | "aside";
  /** The file that wins, by precedence. */
  readonly entry: UnitEntry;
  /** Files of the same name further down the search path, which systemd does not see. */
  readonly shadowed: readonly UnitEntry[];
  readonly dropIns: readonly ParsedUnitFile[];
  /** The file with its drop-ins; undefined where it cannot be read, is masked or leads nowhere. */
  readonly config?: UnitConfig;
  /** Exec lines with what they name on disk; empty where there is no config. */
  readonly exec: readonly ExecSetting[];
  /** Generated from a quadlet: [Install] is not systemctl's to honour. */
  readonly generated: boolean;
}

export interface PodUnits {
  readonly units: readonly PodUnit[];
  /** Quadlets by path, of those asked about; their services are made by the generator at boot. */
  readonly quadlets: readonly string[];
  /** Units given by name that exist nowhere in the search path. */
  readonly missing: readonly string[];
}

/** Finds the pod units among what people wrote: every service that runs podman, and every unit given by name. */
export const learnPodUnits = aboutAccount(async (learning: Learning, account): Promise<Known<PodUnits>> => {
  const [entries, graph, platform, quadlets] = await Promise.all([
    learning.fact("unitEntries"),
    learning.fact("bootGraph"),
    learning.fact("platform"),
    learning.fact("quadlets"),
  ]);
  if (!entries.known) return entries;
  if (!graph.known) return graph;
  if (!quadlets.known) return quadlets;
  const systemd = platform.known ? platform.value.systemdVersion : undefined;
  const { all, quadlets: asked } = quadlets.value;
  const named = learning.request.units.map((name) => {
    const quadlet = all.find((one) => one.name === name);
    return quadlet?.service ?? (unitNameIsValid(name) ? name : `${name}.service`);
  });
  const services = candidates(entries.value, [
    ...named,
    ...graph.value.links.map(({ unit }) => unit),
    ...graph.value.reached.keys(),
  ]);
  for (const name of [...named, ...enabledVendorServices(graph.value, entries.value)].filter(
    (name) => !services.has(name),
  )) {
    const file = vendorFileOf(name, entries.value);
    const directory = file === undefined ? undefined : entries.value.vendorNames.get(file);
    if (file === undefined || directory === undefined) continue;
    const status = await learning.host.stat(`${directory}/${file}`, { as: account });
    if (status.outcome === "present") {
      services.set(name, [await readEntry(learning.host, account, directory, file, status.kind, systemd)]);
    }
  }
  const described = await Promise.all(
    [...services].map(([name, found]) =>
      describe(learning, account, entries.value, name, found, named.includes(name), systemd),
    ),
  );
  const units = ownUnits(
    described.filter((unit): unit is PodUnit => unit !== undefined),
    graph.value,
    account,
  );
  const wanted = named.length > 0 ? units.filter(({ name }) => named.includes(name)) : units;
  return known({
    units: wanted,
    quadlets: asked.map(({ path }) => path),
    // A quadlet that the generator refuses has no service, and is meant all the same.
    missing: named.filter((name) => !services.has(name) && !asked.some(({ service }) => service === name)),
  });
});

/**
 * A unit in /etc is offered to every user. It is this account's where its manager starts it at boot, where it was
 * named, or where the account has nothing else; for the rest of the users it is none of theirs.
 */
function ownUnits(units: readonly PodUnit[], graph: BootGraph, account: Account): readonly PodUnit[] {
  const theirs = (unit: PodUnit) =>
    unit.because === "named" ||
    unit.entry.path.startsWith(`${account.home}/`) ||
    unit.entry.path.startsWith(`${account.runtimeDirectory}/`) ||
    graph.reached.has(unit.name);
  const own = units.filter(theirs);
  const chosen = own.length > 0 ? own : units;
  const anyStarts = chosen.some(({ name }) => startedBy(name, graph) !== undefined);
  return chosen.map((unit) => (anyStarts && isAside(unit, graph) ? { ...unit, because: "aside" as const } : unit));
}

function isAside({ name, because, entry }: PodUnit, graph: BootGraph): boolean {
  const untouched = startedBy(name, graph) === undefined && !graph.links.some(({ unit }) => unit === name);
  return because === "runs-podman" && untouched && entry.content.state === "parsed";
}

/**
 * Services of the distribution that somebody enabled for this account's boot: podman-restart.service, which starts the
 * containers with a restart policy, is one.
 */
function enabledVendorServices(graph: BootGraph, entries: UnitEntries): readonly string[] {
  const isVendors = (unit: string) => vendorFileOf(unit, entries) !== undefined;
  const enabled = graph.links.filter(({ unit }) => graph.reached.has(unit) && isVendors(unit));
  return enabled.map(({ unit }) => unit).filter((unit) => splitUnitName(unit)?.type === "service");
}

/** The name of the file of the distribution that a unit is read from: its own, or its template's (podman-kube@.service). */
function vendorFileOf(unit: string, { vendorNames }: UnitEntries): string | undefined {
  return [unit, templateOf(unit)].find((name) => name !== undefined && vendorNames.has(name));
}

/**
 * Services by name, the entry that wins first. Templates are no units; their instances are.
 *
 * @param wanted names of units that something starts; instances among them are services of their template's text
 */
function candidates(entries: UnitEntries, wanted: readonly string[]): Map<string, readonly UnitEntry[]> {
  const services = new Map<string, readonly UnitEntry[]>();
  for (const directory of entries.directories) {
    for (const entry of directory.entries) {
      const parts = splitUnitName(entry.name);
      if (parts?.type !== "service" || parts.instance === "") continue;
      services.set(entry.name, [...(services.get(entry.name) ?? []), entry]);
    }
  }
  for (const name of wanted) {
    const template = services.has(name) || splitUnitName(name)?.type !== "service" ? undefined : templateOf(name);
    if (template === undefined) continue;
    const found = entries.directories.flatMap((directory) => directory.entries.filter((one) => one.name === template));
    if (found.length > 0) services.set(name, found);
  }
  return services;
}

async function describe(
  learning: Learning,
  account: Account,
  entries: UnitEntries,
  name: string,
  found: readonly UnitEntry[],
  named: boolean,
  systemd: number | undefined,
): Promise<PodUnit | undefined> {
  const [entry, ...shadowed] = found;
  if (!entry) return undefined;
  const dropIns = await readDropIns(learning, account, entries, name, systemd);
  const config =
    entry.content.state === "parsed"
      ? mergeUnit(entry.content.file, dropIns, specifierContext(account, name, systemd))
      : undefined;
  const exec = config ? await execSettings(learning.host, account, name, config, systemd) : [];
  const podman =
    exec.some(({ runsPodman }) => runsPodman) ||
    found.some(({ content }) => content.state === "parsed" && content.saysPodman);
  const because = podman
    ? "runs-podman"
    : named
      ? "named"
      : isSuspect(entry, entries, exec, name)
        ? "suspect"
        : undefined;
  if (!because) return undefined;
  const generated = /\/systemd\/generator(\.early|\.late)?$/.test(entry.directory);
  return { name, because, entry, shadowed, dropIns, ...(config ? { config } : {}), exec, generated };
}

/**
 * A unit of the user's own that cannot be read, is masked, empty or dangling hides what it runs. It is suspected only
 * where the user had enabled it for default.target and no readable file of that name lies below: people mask the
 * distribution's services, and those are not meant.
 */
function isSuspect(entry: UnitEntry, entries: UnitEntries, exec: readonly ExecSetting[], name: string): boolean {
  const own = entry.directory === entries.searchPath.userDirectory;
  if (!own || entries.vendorNames.has(name)) return false;
  if (entry.content.state === "unreadable" || entry.content.state === "dangling") return true;
  if (entry.content.state === "parsed") return exec.some(({ file }) => file.outcome === "absent");
  return entry.content.state === "masked" && enabledByUser(entries, name);
}

function enabledByUser(entries: UnitEntries, name: string): boolean {
  const own = entries.directories.find(({ path }) => path === entries.searchPath.userDirectory);
  return (own?.folders ?? []).some(
    ({ name: folder, listing }) =>
      folder.endsWith(".wants") && listing.outcome === "listed" && listing.entries.some((link) => link.name === name),
  );
}

/** All drop-ins of a unit in systemd's order; the distribution's own (Fedora's service.d) among them. */
async function readDropIns(
  learning: Learning,
  account: Account,
  entries: UnitEntries,
  unit: string,
  systemd: number | undefined,
): Promise<readonly ParsedUnitFile[]> {
  const folderNames = [...dropInFolders(unit), "service.d"];
  const present = entries.directories.flatMap(({ folders }) =>
    folders
      .filter(({ name }) => folderNames.includes(name))
      .flatMap(({ path, listing }) =>
        listing.outcome === "listed" ? listing.entries.map(({ name }) => `${path}/${name}`) : [],
      ),
  );
  for (const name of folderNames) {
    const vendor = entries.vendorNames.get(name);
    const listing = vendor === undefined ? undefined : await learning.host.list(`${vendor}/${name}`, { as: account });
    if (listing?.outcome === "listed")
      present.push(...listing.entries.map((entry) => `${vendor}/${name}/${entry.name}`));
  }
  const paths = orderDropIns(unit, entries.searchPath.directories, present);
  const read = await Promise.all(
    paths.map(async (path) => {
      const at = path.lastIndexOf("/");
      return readEntry(learning.host, account, path.slice(0, at), path.slice(at + 1), "file", systemd);
    }),
  );
  return read.flatMap(({ content }) => (content.state === "parsed" ? [content.file] : []));
}
