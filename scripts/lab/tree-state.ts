import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What is at each path of a tree: type, mode, owner, and the content of a file or the target of a link. */
export type TreeState = ReadonlyMap<string, string>;

/**
 * What a repair and its undo need not leave as it was, because the host's own running changes it. Nothing of it decides
 * whether a pod starts.
 */
export const NOT_COMPARED: readonly { readonly path: string; readonly why: string }[] = [
  { path: "/var/log", why: "the journal, wtmp, lastlog: what happened is written down" },
  { path: "/var/lib/systemd/random-seed", why: "written at each power-off" },
  { path: "/var/lib/systemd/timers", why: "when timers last ran" },
  { path: "/var/lib/apt", why: "apt's timers run when they like" },
  { path: "/var/cache/apt", why: "the same" },
  { path: "/var/backups", why: "the same, and dpkg's" },
  { path: "/home/podder/.local/share/containers", why: "podman's own storage and database" },
  { path: "/var/lib/containers", why: "root's podman, whose services Debian starts at each boot" },
  { path: "/srv/homes/podder/.local/share/containers", why: "the same, where a case has the home elsewhere" },
  { path: "/home/podder/.config/cni", why: "podman 3.0 and 4.3 write a lock there when a pod starts" },
  { path: "/var/lib/poddoctor", why: "the record of the repair" },
  { path: "/tmp", why: "emptied at boot" },
  { path: "/var/tmp", why: "folders of services with PrivateTmp, named at random" },
];

const notCompared = new Set(NOT_COMPARED.map(({ path }) => path));

// Of the host's tree most is never touched: a file that has the same inode, size and times has the same content.
const digests = new Map<string, string>();

/** Reads a tree of a host that is down. */
export function treeState(root: string): TreeState {
  const state = new Map<string, string>();
  const visit = (path: string): void => {
    if (notCompared.has(path)) return;
    const entry = describe(root + path);
    state.set(path === "" ? "/" : path, entry);
    if (entry.startsWith("directory")) for (const name of readdirSync(root + path)) visit(`${path}/${name}`);
  };
  visit("");
  return state;
}

function describe(path: string): string {
  const status = lstatSync(path, { bigint: true });
  const owned = `${(status.mode & 0o7777n).toString(8)} ${status.uid}:${status.gid}`;
  if (status.isDirectory()) return `directory ${owned}`;
  // The mode of a link means nothing (symlink(7)).
  if (status.isSymbolicLink()) return `link ${status.uid}:${status.gid} to ${readlinkSync(path)}`;
  if (!status.isFile()) return `special ${owned} ${status.mode >> 12n} ${status.rdev}`;
  const identity = `${status.ino} ${status.size} ${status.mtimeNs} ${status.ctimeNs}`;
  let digest = digests.get(identity);
  if (digest === undefined) {
    digest = new Bun.CryptoHasher("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
    digests.set(identity, digest);
  }
  return `file ${owned} ${status.size} ${digest}`;
}

/** Each path that is not as it was, in words. */
export function differences(before: TreeState, after: TreeState): readonly string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    if (was === is) return [];
    if (was === undefined) return [`${path} is new (${is})`];
    if (is === undefined) return [`${path} is gone (${was})`];
    return [`${path} was ${was}, is ${is}`];
  });
}
