import { parseExecLine } from "./exec-line.ts";
import { keyKind } from "./known-keys.ts";
import { nearest } from "./nearest.ts";
import { expandSpecifiers, type SpecifierContext } from "./specifiers.ts";
import type { Assignment, Complaint, ParsedUnitFile } from "./types.ts";
import { splitUnitName } from "./unit-name.ts";
import { enumerations, parseBoolean, parseTimespan } from "./values.ts";
import { allWords } from "./words.ts";

/** What the values of one file come to. */
export interface CheckedFile {
  /** What systemd takes in: no refused value, and nothing after a fatal one. */
  readonly taken: readonly Assignment[];
  /** Everything that systemd says of this file, in its order. */
  readonly complaints: readonly Complaint[];
  /** Where a fatal value, or what parseUnitFile() found, ended the reading. */
  readonly fatal?: Complaint;
}

type Verdict = Omit<Complaint, "path" | "line" | "key" | "section">;

/**
 * Judges the values of a file as the config_parse_*() functions of src/core/load-fragment.c do, for the kinds of keys
 * that decide whether a pod's unit loads and starts.
 *
 * @param file a parsed file
 * @param context for specifiers in values
 */
export function checkValues(file: ParsedUnitFile, context: SpecifierContext): CheckedFile {
  const taken: Assignment[] = [];
  const complaints: Complaint[] = [];
  let fatal: Complaint | undefined;
  for (const assignment of file.assignments) {
    // [Install] is read by another parser (src/shared/install.c), which does not stop at a bad command.
    if (fatal !== undefined && assignment.section !== "Install") continue;
    const verdicts = judge(assignment, context);
    for (const verdict of verdicts) {
      const { section, key, line } = assignment;
      const complaint = { path: file.path, line, section, key, ...verdict };
      complaints.push(complaint);
      if (complaint.fatal !== undefined) fatal = complaint;
    }
    if (!verdicts.some((verdict) => verdict.loses)) taken.push(assignment);
  }
  const end = fatal?.line ?? Number.POSITIVE_INFINITY;
  const all = [...file.complaints.filter((complaint) => complaint.line <= end), ...complaints];
  all.sort((a, b) => a.line - b.line);
  const last = fatal ?? file.fatal;
  return { taken, complaints: all, ...(last && { fatal: last }) };
}

function judge(assignment: Assignment, context: SpecifierContext): Verdict[] {
  const { section, key, value } = assignment;
  const kind = keyKind(section, key);
  if (section === "Install") return [];
  if (kind === "PATH [ARGUMENT [...]]") return value === "" ? [] : judgeExec(value, context);
  if (kind === "UNIT [...]") return judgeDependencies(value, context);
  if (kind === "ENVIRON") return judgeEnvironment(value, context);
  if (kind === "BOOLEAN" && parseBoolean(value) === undefined)
    return [bad(`Failed to parse boolean value for ${key}=, ignoring: ${value}`)];
  const timespan = kind === "SECONDS" || /^(Timeout(Start|Stop|Abort)?|Job(Running)?Timeout)Sec$/.test(key);
  if (timespan && value !== "" && parseTimespan(value) === undefined)
    return [bad(`Failed to parse ${key}= value, ignoring: ${value}`)];
  const enumeration = section === "Service" ? enumerations[key] : undefined;
  if (enumeration !== undefined && !enumeration.words.includes(value)) {
    const near = nearest(value, enumeration.words);
    return [{ ...bad(`Failed to parse ${enumeration.what}, ignoring: ${value}`), ...(near && { nearest: near }) }];
  }
  return [];
}

function judgeExec(value: string, context: SpecifierContext): Verdict[] {
  const line = parseExecLine(value, {
    ...(context.systemd && { systemd: context.systemd }),
    expand: (text) => expandSpecifiers(text, context),
  });
  const verdicts: Verdict[] = line.warnings.map((text) => ({ kind: "bad-escape", text, loses: false }));
  if (line.problem !== undefined) {
    const { kind, text, fatal } = line.problem;
    // Commands in front of the problem stay; only a line without any is lost.
    verdicts.push({ kind, text, loses: fatal || line.commands.length === 0, ...(fatal && { fatal: "bad-setting" }) });
  }
  return verdicts;
}

function judgeDependencies(value: string, context: SpecifierContext): Verdict[] {
  const verdicts: Verdict[] = [];
  const { words } = allWords(value, { unquote: false, escapes: "retain" });
  for (const word of words) {
    const expansion = expandSpecifiers(word, context);
    if ("error" in expansion) {
      if (expansion.reason === "unknown")
        verdicts.push({
          kind: "bad-specifier",
          text: `Failed to resolve unit specifiers in '${word}', ignoring: Invalid slot`,
          loses: words.length === 1,
        });
    } else if (splitUnitName(expansion.text)?.instance === "" || splitUnitName(expansion.text) === undefined)
      verdicts.push({
        kind: "bad-dependency",
        text: `Failed to add dependency on ${expansion.text}, ignoring: Invalid argument`,
        loses: words.length === 1,
      });
  }
  return verdicts;
}

function judgeEnvironment(value: string, context: SpecifierContext): Verdict[] {
  const { words, broken } = allWords(value, { unquote: true, escapes: "resolve" });
  const verdicts: Verdict[] = [];
  for (const word of words) {
    const expansion = expandSpecifiers(word, context);
    if ("error" in expansion && expansion.reason === "unknown")
      verdicts.push({
        kind: "bad-specifier",
        text: `Failed to resolve unit specifiers in '${word}', ignoring: Invalid slot`,
        loses: words.length === 1,
      });
    else if (!/^[A-Za-z_][A-Za-z0-9_]*=/.test(word))
      verdicts.push({
        kind: "bad-environment",
        text: `Invalid environment assignment, ignoring: ${word}`,
        loses: words.length === 1,
      });
  }
  if (broken)
    verdicts.push({ kind: "bad-syntax", text: `Invalid syntax, ignoring: ${value}`, loses: words.length === 0 });
  return verdicts;
}

function bad(text: string): Verdict {
  return { kind: "bad-value", text, loses: true };
}
