import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { readRegularFile } from "../host/files.ts";
import { textOf } from "../host/host.ts";
import { unitForms } from "../redact/encodings.ts";
import { escapeRegExp } from "../redact/spelling.ts";
import { stateDirectory } from "../repair/record.ts";
import { writePrivateFile } from "./write-file.ts";

/** What the tokens of one report stand for, `poddoctor/names/1`: it stays with whoever wrote the report. */
export interface Names {
  readonly schema: "poddoctor/names/1";
  /** The report's. */
  readonly id: string;
  readonly names: readonly (readonly [token: string, value: string])[];
}

/** Where names are kept: beside the records of repairs. */
export function namesDirectory(callerUid: number, home: string, stateHome: string | undefined): string {
  return join(dirname(stateDirectory(callerUid, home, stateHome)), "reports");
}

/** The id, or with a number behind it where the names of another report are kept by it: two may be made in one second. */
export function freeId(directory: string, id: string): string {
  const taken = new Set(list(directory));
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? id : `${id}-${count}`;
    if (!taken.has(free)) return free;
  }
}

/** @returns why they could not be kept; undefined where they were */
export function keepNames(directory: string, names: Names): string | undefined {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    return `${directory}: ${error instanceof Error && "code" in error ? error.code : error}`;
  }
  const path = join(directory, `${names.id}.json`);
  const written = writePrivateFile(path, Buffer.from(`${JSON.stringify(names)}\n`), true);
  return written.ok ? undefined : `${path}: ${written.why}`;
}

/**
 * The names of a report by its id, or of the last one.
 *
 * @param text an answer, which may name the report that it is about
 */
export function findNames(directory: string, id: string | undefined, text: string): Names | undefined {
  const kept = list(directory);
  const wanted = id ?? kept.findLast((name) => text.includes(name)) ?? kept.at(-1);
  if (wanted === undefined || !kept.includes(wanted)) return undefined;
  const content = textOf(readRegularFile(join(directory, `${wanted}.json`)));
  const value: unknown = content === undefined ? undefined : parsed(content);
  return isNames(value) ? value : undefined;
}

function list(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((name) => /^\d{8}T\d{6}Z(-\d+)?\.json$/.test(name))
      .map((name) => name.slice(0, -".json".length))
      .sort();
  } catch {
    return [];
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNames(value: unknown): value is Names {
  const { schema, id, names } = (value ?? {}) as Partial<Names>;
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === "string");
  return schema === "poddoctor/names/1" && typeof id === "string" && Array.isArray(names) && names.every(isPair);
}

/** A text with the names in place of their tokens. */
export function unmask(text: string, { names }: Names): string {
  if (names.length === 0) return text;
  const forms = names.flatMap(([token, value]) => [
    [token, value] as const,
    // As it stands in the name of a mount.
    ...unitForms(token).map((form) => [form, unitForms(value)[0] ?? value] as const),
  ]);
  const exact = new Map(forms);
  // Where two tokens differ by case alone, the account's own is the one in small letters.
  const anyCase = new Map(
    [...forms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([token, value]) => [token.toLowerCase(), value] as const),
  );
  const tokens = [...anyCase.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${tokens.join("|")})(?![A-Za-z0-9])`, "gi");
  return text.replace(pattern, (token) => exact.get(token) ?? anyCase.get(token.toLowerCase()) ?? token);
}
