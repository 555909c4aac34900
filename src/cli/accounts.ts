import { findUser, type PasswdEntry, parsePasswd } from "../facts/account.ts";
import { lingerDirectory, unescapeLingerName } from "../facts/linger.ts";
import type { Host } from "../host/host.ts";
import { quoted } from "./parse.ts";
import { suggestion, UsageError } from "./usage-error.ts";

/** UID_MIN of login.defs(5) as every distribution ships it, and the account of nobody. */
const firstUserUid = 1000;
const nobodyUid = 65_534;
const podFolders = [".config/systemd/user", ".config/containers/systemd"];

/**
 * The name of the account that `--user` means.
 *
 * @throws UsageError where there is none, or where only root may look at it
 */
export async function requireAccount(host: Host, wanted: string): Promise<string> {
  const found = await findUser(host, wanted);
  // Where NSS does not answer, the diagnosis itself says so.
  if (!found.known) return wanted;
  if (found.value === undefined) {
    const names = (await allAccounts(host)).map(({ name }) => name);
    throw new UsageError(`there is no user ${quoted(wanted)} on this host${suggestion(wanted, names)}`);
  }
  const { name, uid } = found.value;
  const caller = host.caller().uid;
  if (caller !== 0 && caller !== uid) {
    throw new UsageError(`only root can look at another account: sudo poddoctor --user ${name}`);
  }
  return name;
}

/** @throws UsageError for anyone but root */
export function requireRootForAll(host: Host): void {
  if (host.caller().uid !== 0) throw new UsageError("only root can look at every account: sudo poddoctor --all-users");
}

/**
 * Every account that has pods, or is set up to have some: whoever lingers, and whoever has a folder of units or of
 * quadlets. Sorted by uid.
 */
export async function accountsWithPods(host: Host): Promise<readonly string[]> {
  const [accounts, lingering] = await Promise.all([allAccounts(host), lingeringNames(host)]);
  const people = accounts.filter(({ uid }) => uid >= firstUserUid && uid !== nobodyUid);
  const owners = await ownersOfPodFolders(host, people);
  return accounts
    .filter(({ name, uid }) => lingering.has(name) || owners.has(uid))
    .sort((a, b) => a.uid - b.uid)
    .map(({ name }) => name);
}

async function allAccounts(host: Host): Promise<readonly PasswdEntry[]> {
  const answer = await host.run(["getent", "passwd"]);
  return answer.outcome === "exited" ? parsePasswd(answer.stdout) : [];
}

async function lingeringNames(host: Host): Promise<ReadonlySet<string>> {
  const listing = await host.list(lingerDirectory);
  return new Set(listing.outcome === "listed" ? listing.entries.map(({ name }) => unescapeLingerName(name)) : []);
}

/**
 * Asks for all homes in one process, and with the rights of each owner only where root was refused or a file system
 * hangs. Nothing is opened.
 */
async function ownersOfPodFolders(host: Host, people: readonly PasswdEntry[]): Promise<ReadonlySet<number>> {
  const folders = people.flatMap(({ home, uid }) => podFolders.map((folder) => ({ uid, path: `${home}/${folder}` })));
  if (folders.length === 0) return new Set();
  const answer = await host.run(["stat", "--format=%n", "--", ...folders.map(({ path }) => path)]);
  if (answer.outcome === "exited" && !/permission denied/i.test(answer.stderr)) {
    const present = new Set(answer.stdout.split("\n"));
    return new Set(folders.filter(({ path }) => present.has(path)).map(({ uid }) => uid));
  }
  const owners = new Set<number>();
  for (const person of people) {
    const as = { ...person, groups: [person.gid] };
    const found = await Promise.all(podFolders.map((folder) => host.stat(`${person.home}/${folder}`, { as })));
    if (found.some(({ outcome }) => outcome === "present")) owners.add(person.uid);
  }
  return owners;
}
