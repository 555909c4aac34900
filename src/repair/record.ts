import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { applyChange, type FaultPoint, type FileChange } from "./change.ts";
import { contentOf, fileWith, readFileState } from "./file-state.ts";
import type { Hand } from "./repair.ts";

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
  readonly schema: "poddoctor/repair-record/1";
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly account: string;
  readonly entries: RecordEntry[];
}

/**
 * Where records are kept: for root the system's state, for others $XDG_STATE_HOME (which must be absolute by the XDG
 * base directory specification) or ~/.local/state.
 */
export function stateDirectory(callerUid: number, home: string, stateHome: string | undefined): string {
  if (callerUid === 0) return "/var/lib/poddoctor/repairs";
  return join(stateHome?.startsWith("/") ? stateHome : `${home}/.local/state`, "poddoctor", "repairs");
}

/** Keeps a record on disk at each step, before and after it, whole at any moment. */
export class Recorder {
  readonly record: RepairRecord;
  readonly #path: string;
  readonly #fault: FaultPoint;

  constructor(directory: string, record: RepairRecord, fault: FaultPoint = () => {}) {
    this.record = record;
    this.#path = join(directory, `${record.id}.json`);
    this.#fault = fault;
  }

  /** @throws where the state directory cannot be written: without a record nothing may be changed */
  save(): void {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const after = fileWith(`${JSON.stringify(this.record, null, 2)}\n`, 0o600);
    const result = applyChange({ path: this.#path, before: readFileState(this.#path), after }, this.#fault);
    if (result.outcome !== "changed" && result.outcome !== "already")
      throw new Error(`the record of this repair cannot be kept: ${result.detail}`);
  }
}

/** A fresh record; its id is its time, and one more where that is taken. */
export function newRecord(directory: string, account: string, now: Date): RepairRecord {
  const base = now
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-");
  let id = base;
  for (let count = 2; existsSync(join(directory, `${id}.json`)); count += 1) id = `${base}-${count}`;
  return { schema: "poddoctor/repair-record/1", id, at: now.toISOString(), account, entries: [] };
}

/** All records, the newest first; a file that is none is left out. */
export function readRecords(directory: string): readonly RepairRecord[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json") && !name.startsWith("."))
    .sort()
    .reverse()
    .flatMap((name) => {
      try {
        const record = JSON.parse(contentOf(readFileState(join(directory, name))).toString()) as RepairRecord;
        return record.schema === "poddoctor/repair-record/1" ? [record] : [];
      } catch {
        return [];
      }
    });
}

/** Whether there is anything in it that undo could take back. */
export function isUndoable({ entries }: RepairRecord): boolean {
  return entries.some(
    ({ status, change, command }) =>
      (status === "done" || status === "intended") && (change !== undefined || command?.undo !== undefined),
  );
}
