import { callerVariables, type FileKind, type Unanswered } from "../host/host.ts";
import type { Recording } from "../host/recording.ts";
import type { BundleRequest, RedactionSummary } from "./bundle.ts";
import { limits } from "./limits.ts";

type Record_ = Readonly<Record<string, unknown>>;

const kinds: ReadonlySet<unknown> = new Set<FileKind>([
  "file",
  "directory",
  "symlink",
  "socket",
  "fifo",
  "character-device",
  "block-device",
]);
const reasons: ReadonlySet<unknown> = new Set<Unanswered["reason"]>([
  "denied",
  "timeout",
  "missing-tool",
  "not-recorded",
  "too-large",
  "not-regular",
  "failed",
]);

/** Whether a value is a recording in all that a replay reads, and within the limits. */
export function isRecording(value: unknown): value is Recording {
  if (!isRecord(value)) return false;
  const { schema, at, caller, commands, files, stats, lists } = value;
  return (
    schema === "poddoctor/recording/1" &&
    isText(at) &&
    !Number.isNaN(Date.parse(at)) &&
    isCaller(caller) &&
    isTable(commands, isCommandAnswer) &&
    isTable(files, isFileAnswer) &&
    isTable(stats, isStatAnswer) &&
    isTable(lists, isListAnswer)
  );
}

/** Whether a value says what was asked of the host. */
export function isRequest(value: unknown): value is BundleRequest {
  if (!isRecord(value)) return false;
  const { user, units, boot } = value;
  return (
    (user === undefined || (isText(user) && user !== "")) &&
    isListOf(units, isText, limits.entries) &&
    isWhole(boot) &&
    boot <= 0
  );
}

/** Whether a value says what was replaced. */
export function isRedaction(value: unknown): value is RedactionSummary {
  if (!isRecord(value)) return false;
  const { mode, replaced, left } = value;
  const isReplaced = (item: unknown) =>
    isRecord(item) && isText(item["kind"]) && isWhole(item["values"]) && isWhole(item["places"]);
  return (
    (mode === "full" || mode === "none") &&
    isListOf(replaced, isReplaced, limits.entries) &&
    isListOf(left, isText, limits.entries)
  );
}

function isCaller(value: unknown): boolean {
  if (!isRecord(value) || !isWhole(value["uid"]) || !isRecord(value["environment"])) return false;
  const known: readonly string[] = callerVariables;
  return Object.entries(value["environment"]).every(([name, text]) => known.includes(name) && isText(text));
}

function isTable(value: unknown, isAnswer: (answer: Record_) => boolean): boolean {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= limits.answers &&
    entries.every(
      ([question, answer]) =>
        question.length <= limits.question && isRecord(answer) && (isUnanswered(answer) || isAnswer(answer)),
    )
  );
}

function isUnanswered({ outcome, reason, detail }: Record_): boolean {
  return outcome === "unanswered" && reasons.has(reason) && isText(detail);
}

function isCommandAnswer({ outcome, exit, stdout, stderr, truncated }: Record_): boolean {
  return outcome === "exited" && isWhole(exit) && isText(stdout) && isText(stderr) && typeof truncated === "boolean";
}

function isFileAnswer({ outcome, text, base64 }: Record_): boolean {
  return outcome === "absent" || (outcome === "read" && isText(text) !== isText(base64));
}

function isStatAnswer({ outcome, kind, mode, uid, gid, size, modifiedMs, changedMs, target }: Record_): boolean {
  if (outcome === "absent") return true;
  return (
    outcome === "present" &&
    kinds.has(kind) &&
    [mode, uid, gid, size, modifiedMs].every(isWhole) &&
    (changedMs === undefined || isWhole(changedMs)) &&
    (target === undefined || isText(target))
  );
}

function isListAnswer({ outcome, entries }: Record_): boolean {
  if (outcome === "absent") return true;
  const isEntry = (entry: unknown) => isRecord(entry) && isText(entry["name"]) && kinds.has(entry["kind"]);
  return outcome === "listed" && isListOf(entries, isEntry, limits.entries);
}

function isRecord(value: unknown): value is Record_ {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean, most: number): boolean {
  return Array.isArray(value) && value.length <= most && value.every(isItem);
}
