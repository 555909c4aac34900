import type { Known } from "../facts/fact.ts";
import { type Journal, skippedFor } from "../facts/journal.ts";
import { classify } from "./classifier.ts";
import type { LastBoot } from "./last-boot.ts";
import { lastWords } from "./proof.ts";

/** Which boot is meant, what came of it, and of whose pods. */
export interface BootAsked {
  /** 0 this boot, -1 the one before. */
  readonly boot: number;
  readonly lastBoot: LastBoot;
  readonly units: readonly string[];
  /** Milliseconds since the epoch at which this boot began; NaN where that is not known. */
  readonly bootedMs: number;
  /** The units, or the account's pods, as a sentence names them. */
  readonly pods: string;
}

/**
 * What happened at an earlier boot, which the sentence on the next one does not say; who could see it where this reader
 * cannot.
 */
export function earlierBootSentence(asked: BootAsked, journal: Known<Journal>): string {
  const { boot, lastBoot, pods } = asked;
  if (!journal.known) return `Of boot ${boot} nothing could be read: ${journal.why.detail}.`;
  const { missing, hasBoot } = journal.value;
  if (hasBoot === false) return `${missing?.replace(/^t/, "T") ?? `The journal has nothing of boot ${boot}`}.`;
  const skipped = skippedAt(asked, journal.value);
  const rest = missing === undefined ? "" : ` (${missing})`;
  const words: Readonly<Record<LastBoot, string>> = {
    started: `${pods} started`,
    failed: `${pods} failed${said(asked, journal)}`,
    partly: `${pods} started only in part${said(asked, journal)}`,
    "not-attempted":
      skipped === undefined ? `nothing tried to start ${pods}` : `systemd left ${pods} out, for ${skipped} was not met`,
    unknown: `what became of ${pods} cannot be seen${rest}`,
  };
  return `At boot ${boot} ${words[lastBoot]}.`;
}

/**
 * What is to be known before one trusts that a pod starts which did not at this boot, with nothing wrong to be seen. Who
 * lingers only since then had nobody to start it.
 */
export function despiteLastBoot(asked: BootAsked, journal: Known<Journal>, lingersSinceMs?: number): string {
  const lingersOnlyNow = lingersSinceMs !== undefined && lingersSinceMs > asked.bootedMs;
  if (asked.lastBoot === "not-attempted" && lingersOnlyNow) return "";
  if (asked.lastBoot === "failed" || asked.lastBoot === "partly")
    return `, as far as can be seen; at this boot it failed${said(asked, journal)}`;
  if (asked.lastBoot !== "not-attempted") return "";
  const skipped = journal.known ? skippedAt(asked, journal.value) : undefined;
  const what = skipped === undefined ? "nothing tried to start it" : `systemd left it out, for ${skipped} was not met`;
  return `, as far as can be seen; at this boot ${what}`;
}

/** The condition for which systemd left one of the units out. */
function skippedAt({ units }: BootAsked, { lines }: Journal): string | undefined {
  return lines.flatMap((line) => (units.includes(line.unit) ? (skippedFor(line) ?? []) : [])).at(0);
}

function said({ units }: BootAsked, journal: Known<Journal>): string {
  if (!journal.known) return "";
  const all = journal.value;
  const words = units.flatMap((unit) => lastWords(unit, all) ?? []).at(0);
  if (!words) return "";
  const { line, meaning } = words;
  return `: ${meaning === undefined ? "" : `${meaning}; `}${line.identifier} said: ${quoted(line.message)}`;
}

/** A message within a sentence: a container's whole id, and what podman advises behind it, are no help there. */
function quoted(message: string): string {
  return message.replace(/\b[0-9a-f]{64}\b.*$/s, "…").replace(/\.$/, "");
}

/**
 * Whether this boot did not start the pods for a reason that nobody knows: no line of the journal names one, although all
 * of it could be read. What is not known cannot be seen to be gone.
 */
export function isUnexplained(asked: BootAsked, journal: Known<Journal>, lingersSinceMs?: number): boolean {
  if (!journal.known || !journal.value.complete || journal.value.cut !== undefined) return false;
  const { lines } = journal.value;
  if (lines.some((line) => classify(line.message)?.tells === "cause")) return false;
  if (asked.lastBoot === "failed" || asked.lastBoot === "partly") return true;
  return asked.lastBoot === "not-attempted" && !(lingersSinceMs !== undefined && lingersSinceMs > asked.bootedMs);
}

/** What a start at the next boot hangs on, where this boot did not start the pods and nobody knows why. */
export function unexplainedRisk(asked: BootAsked, journal: Known<Journal>): string {
  const happened =
    asked.lastBoot === "not-attempted"
      ? "at this boot nothing tried to start it"
      : `at this boot ${asked.lastBoot === "partly" ? "a part of it" : "it"} failed${said(asked, journal)}`;
  return `${asked.pods} may not start at the next boot: ${happened}. Why was not found, and nothing that it hangs on was changed since.`;
}
