import type { Recording } from "../host/recording.ts";
import { base64Forms, byteForms, escapedPattern, hexForms, unitForms, urlForms } from "./encodings.ts";
import { cutForm, escapeRegExp, spellings, wordBegins } from "./spelling.ts";

/** A value that must not be in a report, found in it. The value itself is not repeated. */
export interface Leak {
  readonly form: "plain" | "base64" | "hexadecimal" | "URL-encoded" | "escaped" | "truncated";
  /** What kind of value, for the message. */
  readonly kind: string;
  /** The question in whose answer it stands, cut. */
  readonly where: string;
}

/** Values that were replaced or taken out, by kind. */
export interface KnownValue {
  readonly kind: string;
  readonly value: string;
}

/**
 * Searches a recording that is about to be written for every known value, plain, in base64, percent-encoded and cut. The
 * diagnosis is made anew from this recording and holds nothing else, so it need not be searched.
 */
export function findLeaks(recording: Recording, known: readonly KnownValue[]): readonly Leak[] {
  const texts = textsIn(recording);
  const whole = texts.map(({ text }) => text).join("\n");
  return known.flatMap(({ kind, value }) =>
    formsOf(value, kind).flatMap(({ form, pattern }) => {
      if (!pattern.test(whole)) return [];
      const where = texts.find(({ text }) => pattern.test(text))?.where ?? "";
      return [{ form, kind, where: where.slice(0, 80) }];
    }),
  );
}

function formsOf(value: string, kind: string): readonly { readonly form: Leak["form"]; readonly pattern: RegExp }[] {
  const secret = kind === "secret";
  const alternatives = (forms: readonly string[]) => [...new Set(forms)].map(escapeRegExp).join("|");
  const written = secret ? [value] : spellings(value);
  const encoded = alternatives(secret ? urlForms(value) : written.flatMap(urlForms));
  const base64 = alternatives(written.flatMap(base64Forms));
  const digits = alternatives(kind === "address" || /^[\d-]*$/.test(value) ? [] : written.flatMap(hexForms));
  const bytes = alternatives([...byteForms(value), ...unitForms(value)]);
  const named = (pattern: string) => new RegExp(`${wordBegins}(?:${pattern})(?![A-Za-z0-9])`, "i");
  return [
    {
      form: "plain" as const,
      pattern: secret
        ? new RegExp(`(?<![A-Za-z0-9])${escapeRegExp(value)}(?![A-Za-z0-9])`)
        : named(escapeRegExp(value)),
    },
    ...(encoded === "" ? [] : [{ form: "URL-encoded" as const, pattern: new RegExp(encoded) }]),
    ...(base64 === "" ? [] : [{ form: "base64" as const, pattern: new RegExp(base64) }]),
    ...(digits === "" ? [] : [{ form: "hexadecimal" as const, pattern: new RegExp(digits) }]),
    ...(secret || kind === "boot" || kind === "address"
      ? []
      : [
          ...(bytes === "" ? [] : [{ form: "escaped" as const, pattern: named(bytes) }]),
          { form: "escaped" as const, pattern: named(escapedPattern(value, escapeRegExp)) },
        ]),
    // Names are cut, by ps and the kernel; of a secret, which may be a whole line, the beginning may be any text.
    ...(value.length < 8 || secret
      ? []
      : [{ form: "truncated" as const, pattern: new RegExp(cutForm(value).source, "i") }]),
  ];
}

interface Place {
  readonly where: string;
  readonly text: string;
}

/** Every text of the recording as a reader would see it: JSON's escapes undone, base64 files decoded. */
function textsIn({ at, caller, commands, files, stats, lists }: Recording): readonly Place[] {
  const places: Place[] = [{ where: "caller", text: JSON.stringify(caller) + at }];
  for (const table of [commands, files, stats, lists]) {
    for (const [where, answer] of Object.entries(table)) {
      const strings: string[] = [];
      collect(answer, strings);
      if (typeof answer === "object" && "base64" in answer)
        strings.push(Buffer.from(String(answer.base64), "base64").toString("latin1"));
      places.push({ where, text: [...wordsIn(where), ...strings].join("\n") });
    }
  }
  return places;
}

function wordsIn(question: string): readonly string[] {
  try {
    const words: unknown = JSON.parse(question);
    return Array.isArray(words) ? words.map(String) : [question];
  } catch {
    return [question];
  }
}

function collect(value: unknown, into: string[]): void {
  if (typeof value === "string") {
    into.push(value);
    for (const line of value.startsWith("{") ? value.split("\n") : []) collectJson(line, into);
  } else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) collect(item, into);
}

/** Journal entries are JSON within a text. */
function collectJson(line: string, into: string[]): void {
  if (!line.startsWith("{")) return;
  try {
    const entry: unknown = JSON.parse(line);
    for (const item of Object.values(entry as object)) if (typeof item === "string") into.push(item);
  } catch {
    // It was searched as it stands.
  }
}
