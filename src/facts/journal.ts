import type { Unanswered } from "../host/host.ts";
import type { Account } from "./account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { attributed, silentRuns } from "./lost-lines.ts";
import type { PodUnit } from "./pod-units.ts";
import { complaintIn } from "./quadlet/generator.ts";

/** One message of the journal. */
export interface JournalLine {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  /** Microseconds of the monotonic clock, which no time server sets; undefined where it was not told. */
  readonly monotonicUs?: number;
  /** The unit that it is about: of the user manager (`pod.service`) or of the system's (`user@1001.service`). */
  readonly unit: string;
  /** Who said it: `systemd`, `podman`. */
  readonly identifier: string;
  readonly message: string;
  /** The command that showed it, where that is not the journal's own. */
  readonly command?: string;
}

/** What the journal of one boot says of the account's manager and of its pod units, the oldest line first. */
export interface Journal {
  readonly lines: readonly JournalLine[];
  /** False where there are messages that this reader may not see, or the boot is not in the journal. */
  readonly complete: boolean;
  /** False where it has nothing of that boot at all. */
  readonly hasBoot?: false;
  /** Why it is not complete, and who could read the rest. */
  readonly missing?: string;
  /** Of what there were more lines than are read, so that the boot's first ones may be missing. */
  readonly cut?: readonly ("units" | "manager")[];
  /** The commands that were asked, for the evidence. */
  readonly command: string;
  /** Which boot it is of: 0, unless told, is this one. */
  readonly boot?: number;
}

/** A failing unit that restarts every 100 ms writes without end; the first failures and the last are what tell. */
const maxLines = 400;
const fields = "MESSAGE,USER_UNIT,_SYSTEMD_USER_UNIT,UNIT,SYSLOG_IDENTIFIER";

/**
 * Reads the journal of this boot (or of the one asked for), bounded by boot, unit and lines. Root reads all of it, the
 * account its own messages where it has a journal of its own (journald.conf(5), SplitMode=).
 */
export const learnJournal = aboutAccount(async (learning: Learning, account): Promise<Known<Journal>> => {
  const pods = await learning.fact("podUnits");
  if (!pods.known) return pods;
  const units = pods.value.units.map(({ name }) => name);
  const [ofUnits, ofManager, ofGenerator] = await Promise.all([
    units.length === 0 ? undefined : read(learning, unitMatches(units, account), account),
    read(learning, managerMatches(account), account),
    generatorLines(learning, account),
  ]);
  const answers = [ofUnits, ofManager].filter((answer) => answer !== undefined);
  const refused = answers.find(({ unanswered }) => unanswered);
  if (refused?.unanswered) return unknown(refused.unanswered);
  const cut = [
    ...(ofUnits && ofUnits.lines.length >= maxLines ? ["units" as const] : []),
    ...(ofManager.lines.length >= maxLines ? ["manager" as const] : []),
  ];
  const lost = await lostLines(learning, account, ofUnits?.lines ?? [], pods.value.units);
  const root = learning.host.caller().uid === 0;
  const boot = learning.request.boot ?? 0;
  const silent = boot !== 0 && root && answers.every(({ lines }) => lines.length === 0);
  const absent = silent || answers.every(({ hasBoot }) => !hasBoot);
  const hint = answers.map((answer) => answer.hint).find((words) => words !== undefined);
  const missing = hint ?? (silent ? noSuchBoot(boot, "", root) : undefined);
  return known({
    lines: [...answers.flatMap(({ lines }) => lines), ...ofGenerator, ...lost].sort((a, b) => a.atMs - b.atMs),
    complete: missing === undefined,
    ...(missing === undefined ? {} : { missing }),
    ...(absent ? { hasBoot: false as const } : {}),
    ...(cut.length > 0 ? { cut } : {}),
    ...(boot === 0 ? {} : { boot }),
    command: `journalctl -b ${learning.request.boot ?? 0} _UID=${account.uid} USER_UNIT=${units[0] ?? ""}`.trim(),
  });
});

/** What systemd says of the units, and what their own processes say. */
function unitMatches(units: readonly string[], { uid }: Account): readonly string[] {
  const alternatives = [
    [`_UID=${uid}`, ...units.map((unit) => `USER_UNIT=${unit}`)],
    [`_UID=${uid}`, ...units.map((unit) => `_SYSTEMD_USER_UNIT=${unit}`)],
  ];
  return alternatives.flatMap((matches, index) => (index === 0 ? matches : ["+", ...matches]));
}

/**
 * What podman's generator said at that boot of the quadlets of which it makes no unit now. It may not write to the kernel's
 * log as root's does, so that its words come into the journal as the user manager's own output (booted: trixie). Where
 * it has nothing to complain of nobody asks.
 */
async function generatorLines(learning: Learning, account: Account): Promise<readonly JournalLine[]> {
  const quadlets = await learning.fact("quadlets");
  const generator = quadlets.known ? quadlets.value.generator : undefined;
  if (generator?.state !== "answered" || generator.complaints.length === 0) return [];
  const now = new Set(generator.complaints.map(({ text }) => text));
  const matches = [`_UID=${account.uid}`, `_SYSTEMD_UNIT=user@${account.uid}.service`, "_TRANSPORT=stdout"];
  const { lines } = await read(learning, matches, account);
  const command = `journalctl -b ${learning.request.boot ?? 0} ${matches.join(" ")}`;
  return lines.flatMap((line) => {
    const complaint = complaintIn(line.message);
    if (!complaint || !now.has(complaint.text)) return [];
    const unit = complaint.file.slice(complaint.file.lastIndexOf("/") + 1);
    return [{ ...line, unit, identifier: "quadlet-generator", message: complaint.text, command }];
  });
}

/** What the units' processes said and journald kept without their unit; nobody asks where each failure has its words. */
async function lostLines(
  learning: Learning,
  account: Account,
  lines: readonly JournalLine[],
  units: readonly PodUnit[],
): Promise<readonly JournalLine[]> {
  const runs = silentRuns(lines, units);
  const identifiers = [...new Set(runs.flatMap((run) => run.identifiers))].sort();
  if (identifiers.length === 0) return [];
  const matches = [`_UID=${account.uid}`, "_TRANSPORT=stdout", ...identifiers.map((one) => `SYSLOG_IDENTIFIER=${one}`)];
  const { lines: unclaimed } = await read(learning, matches, account, `${fields},_SYSTEMD_UNIT`);
  const command = `journalctl -b ${learning.request.boot ?? 0} ${matches.join(" ")}`;
  return attributed(unclaimed, runs).map((line) => ({ ...line, command }));
}

function managerMatches({ uid }: Account): readonly string[] {
  return [
    `UNIT=user@${uid}.service`,
    `UNIT=user-runtime-dir@${uid}.service`,
    "+",
    "_SYSTEMD_UNIT=systemd-logind.service",
  ];
}

/** journalctl's hint to who may not read all, and its words where there is no file that this reader may open. */
export const hiddenWords = /not seeing messages|insufficient permissions|No journal files/i;

interface ReadJournal {
  readonly lines: readonly JournalLine[];
  readonly hasBoot: boolean;
  readonly hint?: string;
  readonly unanswered?: Unanswered;
}

async function read(
  { host, request }: Learning,
  matches: readonly string[],
  account: Account,
  shown = fields,
): Promise<ReadJournal> {
  const argv = [
    "journalctl",
    "--no-pager",
    "--output=json",
    `--output-fields=${shown}`,
    `--boot=${request.boot ?? 0}`,
    `--lines=${maxLines}`,
  ];
  const root = host.caller().uid === 0;
  const answer = await host.run([...argv, ...matches], root ? {} : { as: account });
  if (answer.outcome === "unanswered") return { lines: [], hasBoot: false, unanswered: answer };
  const said = answer.stderr.replace(/\s+/g, " ").trim();
  // For root there is no other reason than that there are none: Storage= of journald.conf(5).
  const hidden = (root ? /insufficient permissions/i : hiddenWords).test(said);
  // Where nothing is kept over a reboot an old journalctl says so and succeeds; logind writes some lines at each boot.
  const noBoot = !hidden && answer.stdout === "" && (answer.exit !== 0 || /No journal files|persistent/i.test(said));
  const hint = hidden
    ? "only root and members of adm and systemd-journal may read the rest of the journal"
    : noBoot
      ? noSuchBoot(request.boot ?? 0, answer.stderr, root)
      : undefined;
  const lines = answer.stdout.split("\n").flatMap(parseLine);
  return { lines, hasBoot: !noBoot, ...(hint === undefined ? {} : { hint }) };
}

/** What journalctl says of a boot that it has not, in the words of its release, behind what it comes to. */
export function noSuchBoot(boot: number, stderr: string, root: boolean): string {
  const said = stderr.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  const words = said === "" ? "" : ` (journalctl: ${said})`;
  const which = boot === 0 ? "this boot" : `boot ${boot}`;
  if (!root && hiddenWords.test(said))
    return `the journal has nothing of ${which} that this account may read${words}; only root and members of adm and systemd-journal may read the rest`;
  const whom = root ? "" : " that this account may read";
  return `the journal has nothing of ${which}${whom}${words}; journalctl --list-boots names those that it has`;
}

/** systemd 257's words and 252's for a unit that it leaves out at its start (booted: trixie, bookworm). */
export const unmetCondition =
  /(?: skipped, unmet condition check (\S.*)|was skipped because of an unmet condition check \((.*)\)\.)$/;

/** The condition for which systemd left a unit out, by its own line; undefined where the line says nothing of the kind. */
export function skippedFor({ identifier, message }: JournalLine): string | undefined {
  const match = identifier === "systemd" ? unmetCondition.exec(message) : null;
  return match?.[1] ?? match?.[2];
}

/** One JSON object a line (journal-export-formats); a message that is no text comes as a list of bytes. */
export function parseLine(text: string): readonly JournalLine[] {
  if (!text.startsWith("{")) return [];
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return [];
  }
  const { MESSAGE: raw } = entry;
  const message =
    typeof raw === "string" ? raw : Array.isArray(raw) ? Buffer.from(raw as number[]).toString("utf8") : undefined;
  const at = Number(entry.__REALTIME_TIMESTAMP);
  if (message === undefined || !Number.isFinite(at)) return [];
  const unit = entry.USER_UNIT ?? entry._SYSTEMD_USER_UNIT ?? entry.UNIT ?? entry._SYSTEMD_UNIT ?? "";
  const monotonic = Number(entry.__MONOTONIC_TIMESTAMP);
  return [
    {
      atMs: Math.floor(at / 1000),
      ...(Number.isFinite(monotonic) ? { monotonicUs: monotonic } : {}),
      unit: String(unit),
      identifier: String(entry.SYSLOG_IDENTIFIER ?? ""),
      // A program that logs by itself may end its message with a new line of its own.
      message: message.trimEnd(),
    },
  ];
}
