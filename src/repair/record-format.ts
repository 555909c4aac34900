import type { FileChange } from "./change.ts";
import type { FileState } from "./file-state.ts";
import type { Hand } from "./repair.ts";

export const schema = "poddoctor/repair-record/1";

/** One thing that was done, or was about to be, with all that is needed to take it back. */
export interface RecordEntry {
  readonly check: string;
  readonly subject: string;
  readonly as: Hand;
  readonly change?: FileChange;
  readonly command?: { readonly argv: readonly string[]; readonly undo?: readonly string[] };
  /** `intended`: the process ended before it could say how it went. */
  status: "intended" | "done" | "failed" | "undone";
}

/** One run of `fix` that changed something. Kept in the state directory of whoever ran it. */
export interface RepairRecord {
  readonly schema: typeof schema;
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly account: string;
  readonly entries: RecordEntry[];
}

/** Whether what was read from disk is a record, whole: a later version may write another, and a disk may fail. */
export function isRecord(value: unknown): value is RepairRecord {
  return (
    isObject(value) &&
    value.schema === schema &&
    ["id", "at", "account"].every((key) => typeof value[key] === "string") &&
    isArrayOf(value.entries, isEntry)
  );
}

function isEntry(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { check, subject, as, status, change, command } = value;
  return (
    typeof check === "string" &&
    typeof subject === "string" &&
    (as === "user" || as === "root") &&
    ["intended", "done", "failed", "undone"].includes(String(status)) &&
    (change === undefined ? isCommand(command) : isChange(change))
  );
}

function isCommand(value: unknown): boolean {
  return isObject(value) && isArgv(value.argv) && (value.undo === undefined || isArgv(value.undo));
}

function isArgv(value: unknown): boolean {
  return isArrayOf(value, (word) => typeof word === "string") && value.length > 0;
}

function isChange(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.path === "string" &&
    value.path.startsWith("/") &&
    isState(value.before) &&
    isState(value.after)
  );
}

const kinds: Readonly<Record<FileState["kind"], (state: Readonly<Record<string, unknown>>) => boolean>> = {
  absent: () => true,
  directory: () => true,
  symlink: ({ target }) => typeof target === "string",
  file: ({ base64, mode }) => typeof base64 === "string" && Number.isInteger(mode),
  other: () => false,
};

function isState(value: unknown): boolean {
  if (!isObject(value)) return false;
  const kind = Object.entries(kinds).find(([name]) => name === value.kind);
  return kind?.[1](value) ?? false;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isArrayOf(value: unknown, test: (item: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(test);
}
