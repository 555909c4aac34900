import { parseExecLine } from "./exec-line.ts";
import { keyKind } from "./known-keys.ts";
import { nearest } from "./nearest.ts";
import { expandSpecifiers, type SpecifierContext } from "./specifiers.ts";
import { isUnknown, takenWords } from "./taken-words.ts";
import type { Assignment, Complaint, ParsedUnitFile } from "./types.ts";
import { enumerations, parseBoolean, parseTimespan } from "./values.ts";
import { wording } from "./wording.ts";

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
  const { systemd } = context;
  const kind = keyKind(section, key);
  // Only systemctl enable says something of these, and not in its exit status.
  if (section === "Install") return judgeWords(assignment, context).map((verdict) => ({ ...verdict, silent: true }));
  if (kind === "PATH [ARGUMENT [...]]") return value === "" ? [] : judgeExec(value, context);
  if (kind === "UNIT [...]" || kind === "ENVIRON") return judgeWords(assignment, context);
  if (kind === "BOOLEAN") return parseBoolean(value) === undefined ? [badBoolean(key, value, systemd)] : [];
  if ((kind === "STRING" || kind === "PATH") && isUnknown(expandSpecifiers(value, context)))
    return [{ ...bad(wording.badSpecifier(`'${value}'`, true)), kind: "bad-specifier" }];
  if ((kind === "SECONDS" && section === "Service") || timeouts.has(key))
    return parseTimespan(value) === undefined ? [bad(wording.badTimespan(key, value, systemd))] : [];
  return section === "Service" ? judgeEnumeration(key, value, systemd) : [];
}

const timeouts = new Set(["TimeoutSec", "TimeoutStartSec", "TimeoutStopSec"]);

function judgeEnumeration(key: string, value: string, systemd: number | undefined): Verdict[] {
  const enumeration = enumerations[key];
  if (enumeration === undefined) return [];
  if (key === "KillMode" && value === "none")
    return [{ kind: "deprecated", text: wording.killModeNone(systemd), loses: false }];
  const words = enumeration.words.filter(
    (word) => (enumeration.since?.[word] ?? 0) <= (systemd ?? Number.POSITIVE_INFINITY),
  );
  if (words.includes(value)) return [];
  const near = nearest(value, words);
  return [{ ...bad(wording.badWord(key, enumeration.what, value, systemd)), ...(near && { nearest: near }) }];
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

function judgeWords({ section, key, value }: Assignment, context: SpecifierContext): Verdict[] {
  const { words, broken } = takenWords(section, key, value, context);
  const loses = value !== "" && words.every((word) => "refused" in word);
  const verdicts = words.flatMap((word): Verdict[] =>
    "refused" in word ? [{ kind: word.kind, text: word.refused, loses }] : [],
  );
  if (broken) verdicts.push({ kind: "bad-syntax", text: `Invalid syntax, ignoring: ${value}`, loses });
  return verdicts;
}

// DynamicUser= is the one boolean of which a bad value is fatal.
function badBoolean(key: string, value: string, systemd: number | undefined): Verdict {
  if (key !== "DynamicUser") return bad(wording.badBoolean(key, value, systemd));
  return { ...bad(wording.fatalBoolean(key, value, systemd)), fatal: "bad-setting" };
}

function bad(text: string): Verdict {
  return { kind: "bad-value", text, loses: true };
}
