/** No line of the diagnosis is wider. */
export const columns = 80;

/** The columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  return Bun.stringWidth(text);
}

/**
 * Breaks a text at its spaces.
 *
 * @param width columns of a line; a word that is wider is cut in its middle
 * @returns at least one line
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ +/).filter(Boolean)) {
    const short = cut(word, width);
    if (line === "") line = short;
    else if (widthOf(line) + 1 + widthOf(short) <= width) line += ` ${short}`;
    else {
      lines.push(line);
      line = short;
    }
  }
  return [...lines, line];
}

/** Wraps a text behind a first prefix, and indents the lines that follow as far. */
export function hang(prefix: string, text: string, width = columns): readonly string[] {
  const indent = widthOf(prefix);
  return wrap(text, width - indent).map((line, index) => (index === 0 ? prefix : " ".repeat(indent)) + line);
}

/** Joins parts into lines, and breaks only between two parts where one fits a line. */
export function joinParts(parts: readonly string[], separator: string, width = columns): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    const longer = line === "" ? part : `${line}${separator}${part}`;
    if (line !== "" && widthOf(longer) > width) {
      lines.push(line);
      line = part;
    } else line = longer;
  }
  return [...lines, line];
}

/** Takes the middle out of a text that is wider than `width`; both ends say more than either alone. */
export function cut(text: string, width: number, ellipsis = "…"): string {
  if (widthOf(text) <= width) return text;
  const characters = [...text];
  const room = width - widthOf(ellipsis);
  const head = take(characters, Math.ceil(room * 0.6));
  const tail = take(characters.slice(head.length).reverse(), room - widthOf(head.join(""))).reverse();
  return head.join("") + ellipsis + tail.join("");
}

function take(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += widthOf(character);
    if (used > width) break;
    taken.push(character);
  }
  return taken;
}
