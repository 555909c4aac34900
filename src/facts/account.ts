import type { Host, Identity } from "../host/host.ts";
import { unanswered } from "../host/host.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";

export interface SubordinateRange {
  readonly start: number;
  readonly count: number;
}

export interface Account extends Identity {
  readonly shell: string;
  /** /run/user/UID */
  readonly runtimeDirectory: string;
}

/** A line of passwd(5). */
export interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/**
 * The account whose pods are meant, through NSS (`getent`), so that accounts of LDAP and SSSD are found, too.
 * Unknown with a sentence of its own where there is no such user.
 */
export async function learnAccount({ host, request }: Learning): Promise<Known<Account>> {
  const wanted = request.user ?? String(host.caller().uid);
  const found = await findUser(host, wanted);
  if (!found.known) return found;
  if (found.value === undefined) return unknown(unanswered("failed", `there is no user ${wanted} on this host`));
  const user = found.value;
  const groups = await host.run(["id", "-G", "--", user.name]);
  if (groups.outcome === "unanswered") return unknown(groups);
  return known({
    ...user,
    groups: groups.stdout.trim().split(/\s+/).filter(Boolean).map(Number),
    runtimeDirectory: `/run/user/${user.uid}`,
  });
}

/** One user by name or uid; undefined where NSS knows none (`getent` exit 2). */
export async function findUser(host: Host, nameOrUid: string): Promise<Known<PasswdEntry | undefined>> {
  const answer = await host.run(["getent", "passwd", "--", nameOrUid]);
  if (answer.outcome === "unanswered") return unknown(answer);
  if (answer.exit !== 0 && answer.exit !== 2) {
    return unknown(unanswered("failed", `getent passwd (exit ${answer.exit}): ${answer.stderr.trim()}`));
  }
  return known(parsePasswd(answer.stdout)[0]);
}

/** Parses passwd(5) lines; what is not one is left out. */
export function parsePasswd(text: string): readonly PasswdEntry[] {
  return text.split("\n").flatMap((line) => {
    const [name, , uid, gid, , home, shell] = line.split(":");
    if (!name || uid === undefined || gid === undefined || home === undefined || shell === undefined) return [];
    return [{ name, uid: Number(uid), gid: Number(gid), home, shell }];
  });
}

/** The ranges of one user in the text of subuid(5) or subgid(5): `name-or-uid:start:count`. */
export function rangesOf(text: string, user: Pick<PasswdEntry, "name" | "uid">): readonly SubordinateRange[] {
  return text.split("\n").flatMap((line) => {
    const [owner, start, count] = line.trim().split(":");
    const mine = owner === user.name || owner === String(user.uid);
    return mine && /^\d+$/.test(start ?? "") && /^\d+$/.test(count ?? "")
      ? [{ start: Number(start), count: Number(count) }]
      : [];
  });
}
