/**
 * Writes src/facts/unit-file/known-keys.json: which keys each section knows in which release of systemd, and what
 * kind of value each takes, as systemd itself lists them.
 *
 *     bun scripts/unit-file/known-keys.ts TREE...
 *
 * Each TREE is the root of a host with systemd in it; it is entered by chroot (so: as root) and not changed.
 */
import { existsSync } from "node:fs";
import { execa } from "execa";

// A release without merged /usr (bullseye, as mmdebstrap makes it) has it in /lib.
const managers = ["/usr/lib/systemd/systemd", "/lib/systemd/systemd"];

/** Section → key → kind of value. */
type Listing = Map<string, Map<string, string>>;

const listings = new Map<number, Listing>();
for (const tree of process.argv.slice(2)) {
  const manager = managers.find((path) => existsSync(`${tree}${path}`)) ?? "systemd";
  const version = await execa("chroot", [tree, manager, "--version"]);
  const major = Number(/^systemd (\d+)/.exec(version.stdout)?.[1]);
  if (!Number.isInteger(major)) throw new Error(`${tree}: no version of systemd in "${version.stdout}"`);
  const dump = await execa("chroot", [tree, manager, "--user", "--dump-configuration-items"], {
    env: { SYSTEMD_PAGER: "" },
  });
  listings.set(major, readListing(dump.stdout));
}
if (listings.size === 0) throw new Error("usage: bun scripts/unit-file/known-keys.ts TREE...");
await Bun.write(
  new URL("../../src/facts/unit-file/known-keys.json", import.meta.url),
  `${JSON.stringify(compact(listings), null, 2)}\n`,
);

function readListing(text: string): Listing {
  const listing: Listing = new Map();
  let keys = new Map<string, string>();
  for (const line of text.split("\n")) {
    const header = /^\[(.*)\]$/.exec(line)?.[1];
    if (header !== undefined) {
      keys = new Map();
      listing.set(header, keys);
    }
    const setting = /^([^=]+)=(.*)$/.exec(line);
    if (setting !== null) keys.set(setting[1] ?? "", setting[2] ?? "");
  }
  return listing;
}

/** Groups keys by section and kind; a key that not every release has names its releases after an `@`. */
function compact(all: ReadonlyMap<number, Listing>) {
  const releases = [...all.keys()].sort((a, b) => a - b);
  const sections: Record<string, Record<string, string>> = {};
  for (const section of new Set(releases.flatMap((release) => [...(all.get(release)?.keys() ?? [])]))) {
    const kinds = new Map<string, string[]>();
    const keys = new Set(releases.flatMap((release) => [...(all.get(release)?.get(section)?.keys() ?? [])]));
    for (const key of [...keys].sort()) {
      const having = releases.filter((release) => all.get(release)?.get(section)?.has(key));
      const kind =
        all
          .get(having.at(-1) ?? 0)
          ?.get(section)
          ?.get(key) ?? "OTHER";
      const entry = having.length === releases.length ? key : `${key}@${having.join(",")}`;
      kinds.set(kind, [...(kinds.get(kind) ?? []), entry]);
    }
    sections[section] = Object.fromEntries([...kinds].sort().map(([kind, entries]) => [kind, entries.join(" ")]));
  }
  return { releases, sections };
}
