import type { FileKind, Host, ListAnswer, Unanswered } from "../host/host.ts";
import type { Account } from "./account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { withPlannedUnits } from "./quadlet/planned-units.ts";
import { learnSearchPath, type SearchPath } from "./search-path.ts";
import { type ParsedUnitFile, parseUnitFile } from "./unit-file/index.ts";
import { wrongDirectories } from "./wrong-directories.ts";

/** Something in a folder of units, whether systemd would take it or not. */
export interface UnitEntry {
  /** The file's name: `pod.service`, `pod.service.txt`. */
  readonly name: string;
  readonly directory: string;
  readonly path: string;
  readonly kind: FileKind;
  /** What a symlink names, as written in it. */
  readonly target?: string;
  readonly content: EntryContent;
  /** Not on disk now: podman's generator will make it at the next boot. */
  readonly planned?: true;
}

export type EntryContent =
  | { readonly state: "parsed"; readonly file: ParsedUnitFile; readonly saysPodman: boolean }
  /** A link to /dev/null, or a file of no bytes: systemd takes both for a mask. */
  | { readonly state: "masked"; readonly by: "link" | "empty-file" }
  /** A symlink that leads nowhere. */
  | { readonly state: "dangling" }
  /** The account may not read it. */
  | { readonly state: "unreadable"; readonly why: Unanswered }
  /** A folder, a FIFO, or whatever else is no file. */
  | { readonly state: "not-a-file" };

/** A folder of units: what is in it, or why that cannot be said. */
export interface UnitDirectory {
  readonly path: string;
  readonly state: "present" | "absent" | "unreadable";
  readonly why?: Unanswered;
  readonly entries: readonly UnitEntry[];
  /** `.d`, `.wants`, `.requires` and `.upholds` folders by name, with what is in them. */
  readonly folders: readonly UnitFolder[];
}

export interface UnitFolder {
  readonly name: string;
  readonly path: string;
  readonly listing: ListAnswer;
}

/** All that lies where the user manager looks for units, and where people put them by mistake. */
export interface UnitEntries {
  readonly searchPath: SearchPath;
  /** The folders of the search path that hold what people wrote, in order of precedence; vendor folders come by name only. */
  readonly directories: readonly UnitDirectory[];
  /** The names in the distribution's own folders, with the folder of each. */
  readonly vendorNames: ReadonlyMap<string, string>;
  /** Folders near the right one that hold unit files all the same. */
  readonly wrongDirectories: readonly UnitDirectory[];
}

const folderSuffixes = [".d", ".wants", ".requires", ".upholds"];

/** Lists and reads the units that people wrote; of the distribution's own only the names, there are hundreds. */
export const learnUnitEntries = aboutAccount(async (learning: Learning, account): Promise<Known<UnitEntries>> => {
  const { host } = learning;
  const searchPath = await learnSearchPath(learning, account);
  if (!searchPath.known) return searchPath;
  const [platform, quadlets] = await Promise.all([learning.fact("platform"), learning.fact("quadlets")]);
  const systemd = platform.known ? platform.value.systemdVersion : undefined;
  const read = (path: string) => readDirectory(host, account, path, systemd);
  const own = searchPath.value.directories.filter((path) => !isVendor(path));
  const vendor = searchPath.value.directories.filter(isVendor);
  const [directories, vendorListings, wrong] = await Promise.all([
    Promise.all(own.map(read)),
    Promise.all(vendor.map(async (path) => ({ path, listing: await host.list(path, { as: account }) }))),
    Promise.all(wrongDirectories(account.home).map(read)),
  ]);
  const refusals = [...directories.map(({ why }) => why), ...vendorListings.map(({ listing }) => listing)];
  const hung = refusals.find(isLost);
  if (hung) return unknown(hung);
  const vendorNames = new Map<string, string>();
  for (const { path, listing } of vendorListings) {
    if (listing.outcome !== "listed") continue;
    for (const { name } of listing.entries) if (!vendorNames.has(name)) vendorNames.set(name, path);
  }
  return known({
    searchPath: searchPath.value,
    directories: quadlets.known ? withPlannedUnits(directories, quadlets.value, account) : directories,
    vendorNames,
    wrongDirectories: wrong.filter(({ entries }) => entries.length > 0),
  });
});

/** Nobody could look: what is in the folder may be anything. A folder that the account may not list its manager does not see. */
function isLost(answer: Unanswered | ListAnswer | undefined): answer is Unanswered {
  return answer?.outcome === "unanswered" && (answer.reason === "timeout" || answer.reason === "not-recorded");
}

/** /usr and /lib belong to the distribution; /usr/local does not. */
export function isVendor(path: string): boolean {
  return (path.startsWith("/usr/") && !path.startsWith("/usr/local/")) || path.startsWith("/lib/");
}

async function readDirectory(
  host: Host,
  account: Account,
  path: string,
  systemd: number | undefined,
): Promise<UnitDirectory> {
  const listing = await host.list(path, { as: account });
  if (listing.outcome === "absent") return { path, state: "absent", entries: [], folders: [] };
  if (listing.outcome === "unanswered") return { path, state: "unreadable", why: listing, entries: [], folders: [] };
  const isFolder = (entry: { name: string; kind: FileKind }) =>
    entry.kind === "directory" && folderSuffixes.some((suffix) => entry.name.endsWith(suffix));
  const [entries, folders] = await Promise.all([
    Promise.all(
      listing.entries
        .filter((entry) => !isFolder(entry))
        .map(({ name, kind }) => readEntry(host, account, path, name, kind, systemd)),
    ),
    Promise.all(
      listing.entries.filter(isFolder).map(async ({ name }) => ({
        name,
        path: `${path}/${name}`,
        listing: await host.list(`${path}/${name}`, { as: account }),
      })),
    ),
  ]);
  return { path, state: "present", entries, folders };
}

/** Reads one entry as the account would; also used for a unit that only the distribution has. */
export async function readEntry(
  host: Host,
  account: Account,
  directory: string,
  name: string,
  kind: FileKind,
  systemd: number | undefined,
): Promise<UnitEntry> {
  const path = `${directory}/${name}`;
  const link = kind === "symlink" ? await host.stat(path, { as: account }) : undefined;
  const target = link?.outcome === "present" ? link.target : undefined;
  const entry = { name, directory, path, kind, ...(target === undefined ? {} : { target }) };
  if (target === "/dev/null") return { ...entry, content: { state: "masked", by: "link" } };
  if (kind !== "symlink" && kind !== "file") return { ...entry, content: { state: "not-a-file" } };
  const answer = await host.read(path, { as: account });
  if (answer.outcome === "absent") return { ...entry, content: { state: "dangling" } };
  if (answer.outcome === "unanswered") {
    return {
      ...entry,
      content: answer.reason === "not-regular" ? { state: "not-a-file" } : { state: "unreadable", why: answer },
    };
  }
  if (answer.bytes.length === 0) return { ...entry, content: { state: "masked", by: "empty-file" } };
  const file = parseUnitFile(answer.bytes, path, systemd === undefined ? {} : { systemd });
  return { ...entry, content: { state: "parsed", file, saysPodman: saysPodman(answer.bytes) } };
}

/**
 * Whether a unit's text says that it is about podman: in an Exec line (also one that leads nowhere or that systemd
 * cannot read), in its description or in a comment. Being ordered after podman.socket makes no pod.
 */
function saysPodman(bytes: Uint8Array): boolean {
  return /^\s*(Exec\w*|Description|Documentation|#|;).*\bpodman\b/im.test(new TextDecoder().decode(bytes));
}
