import { printable, printableAscii } from "./printable.ts";

/** How a text may look: its symbols, and whether it may be coloured. */
export interface Style {
  readonly symbols: Symbols;
  /** Colours a text, or leaves it; colour never carries a meaning alone. */
  paint(colour: Colour, text: string): string;
  /** Data of the host, safe to print in the reader's locale. */
  data(text: string): string;
}

export interface Symbols {
  readonly ok: string;
  readonly broken: string;
  readonly risk: string;
  readonly unknown: string;
  readonly waiting: string;
  readonly advice: string;
  /** Between two steps of the boot chain. */
  readonly link: string;
  /** Between two parts of a line. */
  readonly dot: string;
  readonly ellipsis: string;
}

const unicode: Symbols = {
  ok: "✔",
  broken: "✖",
  risk: "!",
  unknown: "?",
  waiting: "○",
  advice: "·",
  link: "─",
  dot: "·",
  ellipsis: "…",
};

const ascii: Symbols = {
  ok: "+",
  broken: "x",
  risk: "!",
  unknown: "?",
  waiting: "o",
  advice: "-",
  link: ">",
  dot: "|",
  ellipsis: "...",
};

const codes = { red: "31", green: "32", yellow: "33", bold: "1", dim: "2" } as const;
export type Colour = keyof typeof codes;

/**
 * @param utf8 whether the reader's locale shows more than ASCII
 * @param colour whether colours are wanted
 */
export function styleOf({ utf8, colour }: { readonly utf8: boolean; readonly colour: boolean }): Style {
  return {
    symbols: utf8 ? unicode : ascii,
    data: utf8 ? printable : printableAscii,
    paint: (name, text) => (colour && text !== "" ? `\x1b[${codes[name]}m${text}\x1b[0m` : text),
  };
}
