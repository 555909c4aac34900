import { fstatSync } from "node:fs";
import { type Style, styleOf } from "../present/style.ts";

/** Whether a descriptor is a terminal, or another character device: asking node:tty costs 3 ms of start-up. */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}

/** Standard error takes a line that is drawn anew. */
export function canAnimate(): boolean {
  return isTerminal(2) && !isDumb();
}

/**
 * How the diagnosis may look: colour by --color, else NO_COLOR (no-color.org: any value but the empty one), TERM and
 * whether standard output is a terminal; symbols by the locale of whoever reads.
 */
export function styleFor(color: "auto" | "always" | "never"): Style {
  const auto = isTerminal(1) && !process.env.NO_COLOR && !isDumb();
  return styleOf({ utf8: isUtf8(), colour: color === "always" || (color === "auto" && auto) });
}

function isDumb(): boolean {
  const term = process.env.TERM;
  return term === undefined || term === "" || term === "dumb";
}

/** locale(7): the first of the three that is set and not empty decides. */
function isUtf8(): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "");
}
