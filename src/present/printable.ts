/**
 * What a terminal, or a reader's eye, would take for something else than text: C0 and C1 controls, DEL, marks that turn
 * the direction of writing, characters without width, line separators, tags, and halves of surrogate pairs.
 */
const unprintable =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is meant by itself
  /[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\p{Cs}]/gu;

const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Data of the host as text that is safe to print: what cannot be seen, or steers a terminal, is written as an escape
 * (`\n`, `\x1b`, `\u202e`). Every string that comes from the host passes here before it is printed as text.
 */
export function printable(text: string): string {
  return text.replace(unprintable, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (named[character]) return named[character];
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
}

/** Like `printable`, for a locale that shows ASCII alone: dashes and quotes become plain, the rest is escaped. */
export function printableAscii(text: string): string {
  return printable(text)
    .replace(/[\u2010-\u2026\u00b7\u2190-\u2192]/g, (character) => plain[character] ?? character)
    .replace(/[^\x00-\x7f]/gu, escaped);
}

const plain: Readonly<Record<string, string>> = {
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2026": "...",
  "\u00b7": "|",
  "\u2190": "<-",
  "\u2192": "->",
};
