/** The properties of one unit, as `systemctl show` prints them: `Name=value` lines. */
export type Properties = Readonly<Record<string, string>>;

/**
 * Parses the output of `systemctl show`, which prints one block of `Name=value` lines for each unit, blank lines
 * between them (systemctl(1)). A value may hold `=`, and one that spans lines belongs to the last name.
 *
 * @returns one record a block, in the order of the units asked for
 */
export function parseProperties(text: string): readonly Properties[] {
  return text
    .split(/\n\n+/)
    .filter((block) => block.trim() !== "")
    .map(parseBlock);
}

function parseBlock(block: string): Properties {
  const properties: Record<string, string> = {};
  let last: string | undefined;
  // The newline that ends the output is no line of the last value: a search path would end in a folder that is nowhere.
  for (const line of block.replace(/\n+$/, "").split("\n")) {
    const match = /^([A-Z][A-Za-z0-9]*)=(.*)$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) {
      last = match[1];
      // Exec properties come once a command, under one name.
      properties[last] = properties[last] === undefined ? match[2] : `${properties[last]}\n${match[2]}`;
    } else if (last !== undefined) {
      properties[last] = `${properties[last]}\n${line}`;
    }
  }
  return properties;
}

/** Microseconds since boot of a `…TimestampMonotonic` property; undefined where it never happened. */
export function monotonicUs(properties: Properties, name: string): number | undefined {
  const value = Number(properties[name] ?? "0");
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
