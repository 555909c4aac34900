import { printable } from "./printable.ts";
import type { Style } from "./style.ts";
import { widthOf } from "./wrap.ts";

/** Beyond this a word is no longer something that a person would paste. */
const longestWord = 200;

/**
 * A command broken over lines so that it can still be pasted: a backslash ends each line but the last, and no word is
 * cut, so a single long word may stand out.
 *
 * @returns lines without indent; one sentence instead where it cannot be pasted from a terminal
 */
export function commandLines(command: string, width: number, style: Style): readonly string[] {
  // Escapes would make another command of it.
  if (printable(command) !== command) return ["(it names something unprintable: take it from --json)"];
  const words = shellWords(style.data(command));
  if (words.some((word) => widthOf(word) > longestWord)) return ["(too long to show; whole in --json)"];
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line === "") line = word;
    else if (widthOf(line) + 1 + widthOf(word) + 2 <= width) line += ` ${word}`;
    else {
      lines.push(`${line} \\`);
      line = `  ${word}`;
    }
  }
  return [...lines, line];
}

/** Splits at spaces outside of quotes; the quotes stay. */
function shellWords(command: string): readonly string[] {
  return command.match(/(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\]|['"\\])+/g) ?? [];
}
