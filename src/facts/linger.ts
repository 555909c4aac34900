import { parsePasswd } from "./account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

export const lingerDirectory = "/var/lib/systemd/linger";

export interface Linger {
  /** The file that turns lingering on for the account. */
  readonly path: string;
  readonly enabled: boolean;
  /** Milliseconds since the epoch when the file was made; undefined where there is none. */
  readonly sinceMs?: number;
  /** Other users who linger, and whether NSS knows them. */
  readonly others: readonly { readonly name: string; readonly path: string; readonly exists: boolean }[];
}

/**
 * Lingering as logind reads it at boot: a file a user, its name escaped like a unit's (src/login/logind.c,
 * manager_enumerate_linger_users). `loginctl show-user` fails for a user who is absent, so the file is the truth.
 */
export const learnLinger = aboutAccount(async ({ host }: Learning, account): Promise<Known<Linger>> => {
  const path = `${lingerDirectory}/${escapeLingerName(account.name)}`;
  const [listing, own] = await Promise.all([host.list(lingerDirectory), host.stat(path)]);
  if (listing.outcome === "unanswered") return unknown(listing);
  if (own.outcome === "unanswered") return unknown(own);
  const names = listing.outcome === "listed" ? listing.entries.map(({ name }) => unescapeLingerName(name)) : [];
  const others = names.filter((name) => name !== account.name);
  const users = others.length > 0 ? await host.run(["getent", "passwd", "--", ...others]) : undefined;
  if (users?.outcome === "unanswered") return unknown(users);
  const existing = new Set(parsePasswd(users?.stdout ?? "").map(({ name }) => name));
  return known({
    path,
    enabled: own.outcome === "present",
    ...(own.outcome === "present" ? { sinceMs: own.modifiedMs } : {}),
    others: others.map((name) => ({
      name,
      path: `${lingerDirectory}/${escapeLingerName(name)}`,
      exists: existing.has(name),
    })),
  });
});

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
