import type { Journal, JournalLine } from "../facts/journal.ts";
import { classify } from "./classifier.ts";

/** A line of the boot's journal that shows a cause at work. */
export interface Proof {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly line: string;
}

/** The first line of the boot that speaks for a cause, about its unit where it has one. */
export function proofOf(check: string, subject: string, isUnit: boolean, journal: Journal): Proof | undefined {
  const line = journal.lines.find(
    ({ message, unit }) => classify(message)?.check === check && (!isUnit || unit === subject),
  );
  return line && { at: new Date(line.atMs).toISOString(), line: `${line.identifier}: ${line.message}` };
}

/**
 * What a unit that failed said of it, for a failure that no check explains: the first line that the catalogue knows,
 * else the last error of podman's, else systemd's own words.
 */
export function lastWords(
  unit: string,
  journal: Journal,
): { readonly line: JournalLine; readonly meaning?: string } | undefined {
  const own = journal.lines.filter((line) => line.unit === unit);
  const known = own.find(({ message }) => classify(message) !== undefined);
  const meaning = known && classify(known.message)?.meaning;
  if (known && meaning !== undefined) return { line: known, meaning };
  const errors = own.filter(({ message }) => /^Error: |level=(error|fatal)/.test(message));
  const last =
    errors.at(-1) ?? own.findLast(({ message }) => /Failed with result|code=exited|Failed to start/.test(message));
  return last && { line: last };
}
