import type { Host } from "../host/host.ts";
import { type PasswdEntry, parsePasswd } from "./account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

export const lingerDirectory = "/var/lib/systemd/linger";

export interface Linger {
  /** The file that turns lingering on for the account. */
  readonly path: string;
  readonly enabled: boolean;
  /** Milliseconds since the epoch when the file was made; undefined where there is none. */
  readonly sinceMs?: number;
  /** Milliseconds since the epoch when somebody's lingering was last turned on or off. */
  readonly changedMs?: number;
  /** Other users who linger, and whether NSS knows them. */
  readonly others: readonly LingeringUser[];
}

export interface LingeringUser {
  readonly name: string;
  readonly path: string;
  readonly exists: boolean;
  /** Whether there are units or quadlets in that user's home; undefined where it may not be looked into. */
  readonly hasUnits?: boolean;
}

/**
 * Lingering as logind reads it at boot: a file a user, its name escaped like a unit's (src/login/logind.c,
 * manager_enumerate_linger_users). `loginctl show-user` fails for a user who is absent, so the file is the truth.
 */
export const learnLinger = aboutAccount(async ({ host }: Learning, account): Promise<Known<Linger>> => {
  const path = `${lingerDirectory}/${escapeLingerName(account.name)}`;
  const [listing, own, directory] = await Promise.all([
    host.list(lingerDirectory),
    host.stat(path),
    host.stat(lingerDirectory),
  ]);
  if (listing.outcome === "unanswered") return unknown(listing);
  if (own.outcome === "unanswered") return unknown(own);
  const names = listing.outcome === "listed" ? listing.entries.map(({ name }) => unescapeLingerName(name)) : [];
  const others = names.filter((name) => name !== account.name);
  // The account's own name is among them, so that with many accounts this is one question for all of them.
  const users = others.length > 0 ? await host.run(["getent", "passwd", "--", ...names]) : undefined;
  if (users?.outcome === "unanswered") return unknown(users);
  const entries = new Map(parsePasswd(users?.stdout ?? "").map((entry) => [entry.name, entry]));
  return known({
    path,
    enabled: own.outcome === "present",
    ...(own.outcome === "present" ? { sinceMs: own.modifiedMs } : {}),
    ...(directory.outcome === "present" ? { changedMs: directory.modifiedMs } : {}),
    others: await Promise.all(others.map((name) => lingeringUser(host, name, entries.get(name)))),
  });
});

async function lingeringUser(host: Host, name: string, entry: PasswdEntry | undefined): Promise<LingeringUser> {
  const path = `${lingerDirectory}/${escapeLingerName(name)}`;
  if (!entry) return { name, path, exists: false };
  const folders = [`${entry.home}/.config/systemd/user`, `${entry.home}/.config/containers/systemd`];
  const listings = await Promise.all(folders.map((folder) => host.list(folder)));
  if (listings.some(({ outcome }) => outcome === "unanswered")) return { name, path, exists: true };
  const hasUnits = listings.some((listing) => listing.outcome === "listed" && listing.entries.length > 0);
  return { name, path, exists: true, hasUnits };
}

/** systemd's cescape() with the characters that a file name cannot carry: `DOMAIN\user` is `DOMAIN\x5cuser`. */
export function escapeLingerName(name: string): string {
  return name.replace(
    /[\\/\x00-\x1f\x7f"']/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

export function unescapeLingerName(name: string): string {
  return name.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
