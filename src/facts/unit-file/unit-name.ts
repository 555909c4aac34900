/** Every type of unit there is (src/basic/unit-def.c, the same from 247 to 262). */
export const unitTypes = [
  "service",
  "mount",
  "swap",
  "socket",
  "target",
  "device",
  "automount",
  "timer",
  "path",
  "slice",
  "scope",
] as const;
export type UnitType = (typeof unitTypes)[number];

/** The same as file-name ends. */
export const unitSuffixes: readonly string[] = unitTypes.map((type) => `.${type}`);

/** A valid unit name, taken apart. */
export interface UnitNameParts {
  readonly prefix: string;
  /** Undefined without an `@`; empty for a template. */
  readonly instance?: string;
  readonly type: UnitType;
}

/**
 * Whether systemd accepts this as a unit's name (unit_name_is_valid(), src/basic/unit-name.c): a known suffix, up to
 * 255 bytes, only letters, digits and `:-_.\@`, and no `@` in front.
 *
 * @param name a file name, without folder
 */
export function unitNameIsValid(name: string): boolean {
  return splitUnitName(name) !== undefined;
}

/**
 * Takes a unit's name apart.
 *
 * @param name a file name, without folder
 * @returns its parts, or undefined when the name is not valid
 */
export function splitUnitName(name: string): UnitNameParts | undefined {
  const dot = name.lastIndexOf(".");
  const type = unitTypes.find((known) => known === name.slice(dot + 1));
  if (dot <= 0 || name.length > 255 || type === undefined) return undefined;
  const stem = name.slice(0, dot);
  if (!/^[A-Za-z0-9:_.\\@-]+$/.test(stem) || stem.startsWith("@")) return undefined;
  const at = stem.indexOf("@");
  return at < 0 ? { prefix: stem, type } : { prefix: stem.slice(0, at), instance: stem.slice(at + 1), type };
}

/**
 * What `systemd-escape TEXT` prints (unit_name_escape()).
 *
 * @param text any text
 */
export function escapeUnitName(text: string): string {
  let escaped = "";
  for (const byte of Buffer.from(text, "utf8")) {
    const char = String.fromCharCode(byte);
    if (char === "/") escaped += "-";
    else if (/[A-Za-z0-9:_.]/.test(char) && !(char === "." && escaped === "")) escaped += char;
    else escaped += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return escaped;
}

/**
 * What `systemd-escape --path PATH` prints (unit_name_path_escape()).
 *
 * @param path a path; slashes in a row, at the end and `.` steps do not count
 * @returns the escaped text, or undefined for a path with `..`
 */
export function escapePath(path: string): string | undefined {
  const steps = path.split("/").filter((step) => step !== "" && step !== ".");
  if (steps.includes("..")) return undefined;
  return steps.length === 0 ? "-" : escapeUnitName(steps.join("/"));
}

/**
 * What `systemd-escape --unescape TEXT` prints (unit_name_unescape()).
 *
 * @param text escaped text
 * @returns the text, or undefined when an escape is broken
 */
export function unescapeUnitName(text: string): string | undefined {
  if (/\\(?!x[0-9a-fA-F]{2})/.test(text)) return undefined;
  const bytes = Buffer.from(text.replaceAll("-", "/"), "utf8").toString("latin1");
  const plain = bytes.replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(plain, "latin1").toString("utf8");
}
