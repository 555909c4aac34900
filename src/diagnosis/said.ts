import type { Journal, JournalLine } from "../facts/journal.ts";
import type { Evidence } from "./check.ts";

/** The first line of a unit in the boot's journal that says this; undefined where none does. */
export function saidBy(unit: string, pattern: RegExp, journal: Journal): JournalLine | undefined {
  return journal.lines.find((line) => line.unit === unit && pattern.test(line.message));
}

/** Lines of the journal as evidence. */
export function linesOf(journal: Journal, ...lines: readonly JournalLine[]): Evidence {
  const source = lines.find(({ command }) => command !== undefined)?.command ?? journal.command;
  return { source, lines: lines.map(({ identifier, message }) => `${identifier}: ${message}`) };
}
