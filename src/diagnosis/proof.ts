import type { Journal, JournalLine } from "../facts/journal.ts";
import { classify } from "./classifier.ts";

/** A line of the boot's journal that shows a cause at work. */
export interface Proof {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly line: string;
  /** The command that shows it, where that is not the journal's own. */
  readonly command?: string;
}

/**
 * The first line of the boot that speaks for a cause, about its unit where it has one; a line that speaks for it alone
 * before one that several causes share.
 */
export function proofOf(check: string, subject: string, isUnit: boolean, journal: Journal): Proof | undefined {
  const speaking = journal.lines.flatMap((line) => {
    const checks = !isUnit || line.unit === subject ? classify(line.message)?.checks : undefined;
    return checks?.includes(check) ? [{ line, alone: checks.length === 1 }] : [];
  });
  const line = (speaking.find(({ alone }) => alone) ?? speaking[0])?.line;
  return (
    line && {
      at: new Date(line.atMs).toISOString(),
      line: `${line.identifier}: ${line.message}`,
      ...(line.command === undefined ? {} : { command: line.command }),
    }
  );
}

/**
 * What a unit that failed said of it, for a failure that no check explains: the first line that names what is wrong, else
 * the last error of podman's, else how the process ended, in systemd's own words.
 */
export function lastWords(
  unit: string,
  journal: Journal,
): { readonly line: JournalLine; readonly meaning?: string; readonly isCause?: true } | undefined {
  const own = journal.lines.filter((line) => line.unit === unit);
  const read = own.flatMap((line) => {
    const reading = classify(line.message);
    return reading ? [{ line, ...reading }] : [];
  });
  const cause = read.find(({ tells }) => tells === "cause");
  if (cause) return { line: cause.line, meaning: cause.meaning, isCause: true };
  const error = own.findLast(({ message }) => /^Error: |level=(error|fatal)/.test(message));
  if (error) return { line: error };
  const exit = read.at(-1);
  if (exit) return { line: exit.line, meaning: exit.meaning };
  const bySystemd = own.filter(({ identifier }) => identifier === "systemd");
  const last = (pattern: RegExp) => bySystemd.findLast(({ message }) => pattern.test(message));
  const line = last(/\bcode=(exited|killed|dumped)\b/) ?? last(/Failed with result|Failed to start/);
  return line && { line };
}
