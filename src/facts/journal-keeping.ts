import { type StatAnswer, textOf } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** Whether the journal outlives a boot, and whether the account has one of its own (journald.conf(5)). */
export interface JournalKeeping {
  /** /var/log/journal */
  readonly folder: StatAnswer;
  /** `Storage=` of the file that decides; `auto` where nothing is set. */
  readonly storage: string;
  /** The file that sets it. */
  readonly storageFrom?: string;
  /** journald keeps messages of ids up to SYS_UID_MAX with the system's own. */
  readonly ownJournal: boolean;
}

const main = "/etc/systemd/journald.conf";
const dropIns = ["/usr/lib/systemd/journald.conf.d", "/run/systemd/journald.conf.d", "/etc/systemd/journald.conf.d"];
/** What Debian, Fedora and systemd itself are built with (SYSTEM_UID_MAX). */
const systemUidMax = 999;

/** Reads journald's configuration: drop-ins by name, those of /etc before those of /usr (journald.conf(5)). */
export const learnJournalKeeping = aboutAccount(async ({ host }: Learning, account): Promise<Known<JournalKeeping>> => {
  const folder = await host.stat("/var/log/journal", { follow: true });
  if (folder.outcome === "unanswered") return unknown(folder);
  const files = new Map<string, string>();
  for (const directory of dropIns) {
    const listing = await host.list(directory);
    if (listing.outcome === "unanswered") return unknown(listing);
    if (listing.outcome !== "listed") continue;
    for (const { name } of listing.entries) if (name.endsWith(".conf")) files.set(name, `${directory}/${name}`);
  }
  const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
  let found: Pick<JournalKeeping, "storage" | "storageFrom"> = { storage: "auto" };
  for (const path of [main, ...inOrder]) {
    const answer = await host.read(path);
    if (answer.outcome === "unanswered") return unknown(answer);
    const set = [...(textOf(answer) ?? "").matchAll(/^\s*Storage\s*=\s*(\w+)/gm)].at(-1)?.[1];
    if (set !== undefined) found = { storage: set, storageFrom: path };
  }
  return known({ folder, ...found, ownJournal: account.uid > systemUidMax });
});
