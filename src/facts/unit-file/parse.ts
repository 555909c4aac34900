import { keyKind, sectionsOf, suggestKey, typeOfPath } from "./known-keys.ts";
import { decodeUtf8, escapeInvalidUtf8, logicalLines } from "./lines.ts";
import { nearest } from "./nearest.ts";
import type { Assignment, Complaint, ParsedUnitFile, ReaderOptions } from "./types.ts";
import { wording } from "./wording.ts";
import { strip } from "./words.ts";

/**
 * Reads a unit file or a drop-in into its assignments, as config_parse() and parse_line() in systemd's
 * src/shared/conf-parser.c do (systemd.syntax(7); 252 to 257). Values are not judged here: see mergeUnit().
 *
 * @param bytes the file's content
 * @param path where it was; its name tells the type of unit, and it goes into complaints
 * @param options the release of systemd that would read it
 * @returns what systemd takes, what it ignores and what it says; never throws
 */
export function parseUnitFile(bytes: Uint8Array | string, path: string, options: ReaderOptions = {}): ParsedUnitFile {
  const type = typeOfPath(path);
  const known = sectionsOf(type);
  const assignments: Assignment[] = [];
  const ignored: Assignment[] = [];
  const sections: { name: string; line: number }[] = [];
  const complaints: Complaint[] = [];
  let section: string | undefined;
  let inKnownSection = false;

  const complain = (complaint: Omit<Complaint, "path">): Complaint => {
    const whole = { path, ...complaint };
    complaints.push(whole);
    return whole;
  };
  const result = (fatal?: Complaint): ParsedUnitFile => ({
    path,
    assignments,
    ignored,
    sections,
    complaints,
    ...(fatal && { fatal }),
    empty: bytes.length === 0,
  });
  const stop = (complaint: Omit<Complaint, "path" | "loses" | "fatal">): ParsedUnitFile =>
    result(complain({ ...complaint, loses: true, fatal: "error" }));

  // A nearest key is dear to find: nobody reads the hundredth, and a hostile file has a hundred thousand.
  const suggested = new Map<string, ReturnType<typeof suggestKey>>();
  const suggestions = (section: string, key: string) => {
    const name = `${section}.${key}`;
    if (!suggested.has(name) && suggested.size < 100) suggested.set(name, suggestKey(type, section, key));
    return suggested.get(name) ?? {};
  };

  const { lines, tooLongAfter } = logicalLines(bytes);
  for (const { bytes: raw, line } of lines) {
    const stripped = strip(raw);
    if (stripped === "") continue;
    const text = decodeUtf8(stripped);
    if (text === undefined) {
      const shown = escapeInvalidUtf8(stripped);
      return stop({ kind: "not-utf8", line, text: `String is not UTF-8 clean, ignoring assignment: ${shown}` });
    }
    if (text.startsWith("[")) {
      if (!text.endsWith("]") || text === "[")
        return stop({ kind: "bad-section-header", line, text: `Invalid section header '${text}'` });
      const name = text.slice(1, -1);
      if (/[\x01-\x1f"'\\\x7f]/.test(name) && (options.systemd ?? 257) >= 250)
        return stop({ kind: "bad-section-header", line, text: `Bad characters in section header '${text}'` });
      sections.push({ name, line });
      section = name;
      inKnownSection = known.includes(name);
      if (!inKnownSection && !name.startsWith("X-")) {
        const near = nearest(name, known);
        const text = `Unknown section '${name}'. Ignoring.`;
        complain({ kind: "unknown-section", line, text, section: name, loses: true, ...(near && { nearest: near }) });
      }
      continue;
    }
    const equals = text.indexOf("=");
    const key = strip(equals < 0 ? text : text.slice(0, equals));
    const assignment = { section: section ?? "", key, value: equals < 0 ? "" : strip(text.slice(equals + 1)), line };
    if (section === undefined || !inKnownSection) {
      if (equals > 0) ignored.push(assignment);
      if (section === undefined)
        complain({ kind: "outside-section", line, text: "Assignment outside of section. Ignoring.", key, loses: true });
    } else if (equals < 0)
      complain({ kind: "missing-equals", line, text: "Missing '=', ignoring line.", section, loses: true });
    else if (equals === 0) {
      const text = "Missing key name before '=', ignoring line.";
      complain({ kind: "missing-key", line, text, section, loses: true });
    } else if (keyKind(section, key, options.systemd) !== undefined) assignments.push(assignment);
    else {
      ignored.push(assignment);
      if (key.startsWith("X-")) continue;
      const text = wording.unknownKey(key, section, options.systemd);
      complain({ kind: "unknown-key", line, text, key, section, loses: true, ...suggestions(section, key) });
    }
  }
  return tooLongAfter === undefined
    ? result()
    : stop({ kind: "line-too-long", line: tooLongAfter + 1, text: "No buffer space available", silent: true });
}
