/** How to cut text into words: the EXTRACT_* flags that unit files need. */
export interface WordRules {
  /** Drop quotes around (parts of) a word. */
  readonly unquote: boolean;
  /** Leave backslashes alone, resolve them, or resolve them and leave unknown ones alone. */
  readonly escapes: "retain" | "resolve" | "resolve-leniently";
}

/** A word and where the next one starts, or that there is none, or why it cannot be read. */
export type Extracted =
  | { readonly word: string; readonly next: number }
  | { readonly end: true }
  | { readonly error: true };

const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  s: " ",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

/**
 * The next word of a text, as extract_first_word() (src/basic/extract-word.c) cuts it at blanks.
 *
 * @param text the whole text
 * @param from where to start
 * @param rules what to do with quotes and backslashes
 */
export function extractWord(text: string, from: number, rules: WordRules): Extracted {
  let at = from;
  while (at < text.length && isBlank(text[at])) at += 1;
  if (at >= text.length) return { end: true };
  const parts: string[] = [];
  let quote = "";
  for (; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (char === "\\" && rules.escapes !== "retain") {
      const resolved = at + 1 < text.length ? resolveEscape(text, at + 1) : undefined;
      if (resolved !== undefined) {
        parts.push(resolved.text);
        at += resolved.length;
      } else if (rules.escapes === "resolve" || (at + 1 >= text.length && quote !== "")) return { error: true };
      else {
        parts.push(char, text[at + 1] ?? "");
        at += 1;
      }
    } else if (quote !== "") {
      if (char === quote) quote = "";
      else parts.push(char);
    } else if (rules.unquote && (char === '"' || char === "'")) quote = char;
    else if (isBlank(char)) break;
    else parts.push(char);
  }
  if (quote !== "") return { error: true };
  while (at < text.length && isBlank(text[at])) at += 1;
  return { word: settleBytes(parts.join("")), next: at };
}

/**
 * All words of a text.
 *
 * @returns the words before the first one that cannot be read, and whether there was one
 */
export function allWords(text: string, rules: WordRules): { readonly words: string[]; readonly broken: boolean } {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    const next = extractWord(text, at, rules);
    if ("end" in next) return { words, broken: false };
    if ("error" in next) return { words, broken: true };
    words.push(next.word);
    at = next.next;
  }
}

/** Whether systemd takes this character for white space. */
export function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\n" || char === "\r";
}

/** Drops the white space that systemd drops, which is less than what trim() drops. */
export function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function resolveEscape(text: string, at: number): { text: string; length: number } | undefined {
  const simple = simpleEscapes[text[at] ?? ""];
  if (simple !== undefined) return { text: simple, length: 1 };
  const numeric = /^(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(text.slice(at, at + 9));
  if (numeric === null) return undefined;
  const [all, hex, octal, short, long] = numeric;
  const code = hex ?? short ?? long;
  const value = code === undefined ? Number.parseInt(octal ?? "", 8) : Number.parseInt(code, 16);
  if (value === 0) return undefined;
  if (hex !== undefined || octal !== undefined)
    return value > 255
      ? undefined
      : { text: value < 128 ? String.fromCharCode(value) : rawByte(value), length: all.length };
  if (value > 0x10ffff || (long !== undefined && isForbidden(value))) return undefined;
  return { text: String.fromCodePoint(value), length: all.length };
}

function isForbidden(code: number): boolean {
  return (code >= 0xd800 && code <= 0xdfff) || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}

// A byte that is not ASCII waits as a lone surrogate until the whole word shows whether the bytes make UTF-8.
function rawByte(value: number): string {
  return String.fromCharCode(0xdc00 + value);
}

function settleBytes(word: string): string {
  if (!/\p{Surrogate}/u.test(word)) return word;
  const bytes = [...word].map((char) => {
    const code = char.codePointAt(0) ?? 0;
    return code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code - 0xdc00]) : Buffer.from(char, "utf8");
  });
  return Buffer.concat(bytes).toString("utf8");
}
