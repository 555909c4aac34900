import type { Account } from "./account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { readEntry, type UnitDirectory, type UnitEntries } from "./unit-entries.ts";
import { mergeUnit, splitUnitName } from "./unit-file/index.ts";

/** A link in a `.wants`, `.requires` or `.upholds` folder. */
export interface EnableLink {
  /** The unit that is wanted. */
  readonly unit: string;
  /** The unit that wants it. */
  readonly by: string;
  /** The link itself. */
  readonly path: string;
  /** What it names, as written in it. */
  readonly target: string;
  /** It leads to no file, and no file of its name is in the search path. */
  readonly dangling: boolean;
}

/** Who pulls in whom at boot, as it stands on disk. */
export interface BootGraph {
  /** The target that the manager starts first: what default.target leads to. */
  readonly defaultTarget: string;
  /** Every unit that the start of default.target pulls in, with the unit that wants it. */
  readonly reached: ReadonlyMap<string, string>;
  /** All links of people's own folders. */
  readonly links: readonly EnableLink[];
}

/** What the boot starts a service by: what wants it, or its timer, socket or path; undefined where nothing does. */
export function startedBy(service: string, { reached }: BootGraph): string | undefined {
  const stem = service.replace(/\.service$/, "");
  const trigger = ["socket", "timer", "path"].map((type) => `${stem}.${type}`).find((name) => reached.has(name));
  return reached.get(service) ?? trigger;
}

const dependencyKeys = ["Wants", "Requires", "BindsTo", "Upholds", "Requisite"];
const maxUnits = 5_000;
const linkFolder = /^(.+)\.(wants|requires|upholds)$/;

/** Walks from default.target through links and dependencies without asking a manager, so it holds for the next boot. */
export const learnBootGraph = aboutAccount(async (learning: Learning, account): Promise<Known<BootGraph>> => {
  const entries = await learning.fact("unitEntries");
  if (!entries.known) return entries;
  const unseen = entries.value.directories
    .flatMap(({ folders }) => folders)
    .find(
      ({ name, listing }) => linkFolder.test(name) && listing.outcome === "unanswered" && listing.reason !== "denied",
    );
  // What the account may not list, its manager does not see; what could not be listed may hold any link.
  if (unseen?.listing.outcome === "unanswered") return unknown(unseen.listing);
  const links = await enableLinks(learning, account, entries.value);
  const vendorWants = await vendorLinks(learning, account, entries.value);
  const wants = new Map<string, string[]>();
  for (const { unit, by } of [...links, ...vendorWants]) wants.set(by, [...(wants.get(by) ?? []), unit]);
  const reached = new Map<string, string>();
  let defaultTarget = "default.target";
  // All units of the same distance are read side by side.
  for (let step = ["default.target"]; step.length > 0 && reached.size < maxUnits; ) {
    const read = await Promise.all(step.map((name) => dependenciesOf(learning, account, entries.value, name)));
    const next: string[] = [];
    for (const { name, dependencies, realName } of read) {
      if (name === "default.target") defaultTarget = realName;
      for (const wanted of [
        ...dependencies,
        ...(wants.get(name) ?? []),
        ...(realName === name ? [] : (wants.get(realName) ?? [])),
      ]) {
        if (reached.has(wanted) || wanted === "default.target") continue;
        reached.set(wanted, name);
        next.push(wanted);
      }
    }
    step = next;
  }
  return known({ defaultTarget, reached, links });
});

async function enableLinks(learning: Learning, account: Account, entries: UnitEntries): Promise<readonly EnableLink[]> {
  const found: Promise<EnableLink>[] = [];
  for (const directory of entries.directories) {
    for (const { name: folder, path, listing } of directory.folders) {
      const by = linkFolder.exec(folder)?.[1];
      if (by === undefined || listing.outcome !== "listed") continue;
      for (const entry of listing.entries)
        found.push(readLink(learning, account, entries, by, `${path}/${entry.name}`, entry.name));
    }
  }
  return Promise.all(found);
}

/** systemd takes the name of the link; where it leads only matters when no unit of that name is found elsewhere. */
async function readLink(
  learning: Learning,
  account: Account,
  entries: UnitEntries,
  by: string,
  path: string,
  unit: string,
): Promise<EnableLink> {
  const [link, end] = await Promise.all([
    learning.host.stat(path, { as: account }),
    learning.host.stat(path, { as: account, follow: true }),
  ]);
  const target = link.outcome === "present" ? (link.target ?? "") : "";
  return { unit, by, path, target, dangling: end.outcome === "absent" && !isFound(entries, unit) };
}

/** Whether a unit of that name, or the template of it, lies anywhere in the search path. */
export function isFound(entries: UnitEntries, unit: string): boolean {
  const names = [unit, templateOf(unit)].filter((name) => name !== undefined);
  return names.some(
    (name) => entries.vendorNames.has(name) || entries.directories.some((directory) => hasUsable(directory, name)),
  );
}

function hasUsable(directory: UnitDirectory, name: string): boolean {
  return directory.entries.some((entry) => entry.name === name && entry.content.state !== "dangling");
}

/** The template that an instance is made of (systemd.unit(5)): `pod@.service` of `pod@web.service`; undefined for any other. */
export function templateOf(unit: string): string | undefined {
  const parts = splitUnitName(unit);
  return parts?.instance ? `${parts.prefix}@.${parts.type}` : undefined;
}

/** The distribution's own links, below the targets that default.target always pulls in. */
async function vendorLinks(
  learning: Learning,
  account: Account,
  entries: UnitEntries,
): Promise<readonly { unit: string; by: string }[]> {
  const folders = [...entries.vendorNames].filter(([name]) => /\.(wants|requires|upholds)$/.test(name));
  const listings = await Promise.all(
    folders.map(async ([name, directory]) => ({
      name,
      listing: await learning.host.list(`${directory}/${name}`, { as: account }),
    })),
  );
  return listings.flatMap(({ name, listing }) =>
    listing.outcome === "listed"
      ? listing.entries.map((entry) => ({ unit: entry.name, by: name.replace(/\.(wants|requires|upholds)$/, "") }))
      : [],
  );
}

async function dependenciesOf(
  learning: Learning,
  account: Account,
  entries: UnitEntries,
  name: string,
): Promise<{ name: string; dependencies: readonly string[]; realName: string }> {
  const entry = await findEntry(learning, account, entries, name);
  if (entry?.content.state !== "parsed") return { name, dependencies: [], realName: name };
  const config = mergeUnit(entry.content.file, []);
  const aliased = entry.target?.split("/").at(-1);
  return {
    name,
    dependencies: dependencyKeys.flatMap((key) => config.words("Unit", key)),
    realName: aliased !== undefined && splitUnitName(aliased) ? aliased : name,
  };
}

async function findEntry(learning: Learning, account: Account, entries: UnitEntries, name: string) {
  const names = [name, templateOf(name)].filter((candidate) => candidate !== undefined);
  for (const candidate of names) {
    for (const directory of entries.directories) {
      const own = directory.entries.find((entry) => entry.name === candidate);
      if (own) return own;
    }
    const vendor = entries.vendorNames.get(candidate);
    if (vendor === undefined) continue;
    const status = await learning.host.stat(`${vendor}/${candidate}`, { as: account });
    if (status.outcome !== "present") continue;
    return readEntry(learning.host, account, vendor, candidate, status.kind, undefined);
  }
  return undefined;
}
