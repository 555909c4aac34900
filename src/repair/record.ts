import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Identity } from "../host/host.ts";
import { applyChange, type FaultPoint, reasonOf } from "./change.ts";
import { codeOf, contentOf, fileWith, readFileState } from "./file-state.ts";
import { isRecord, type RepairRecord, schema } from "./record-format.ts";

/**
 * Where records are kept: for root the system's state, for others $XDG_STATE_HOME (which must be absolute by the XDG
 * base directory specification) or ~/.local/state.
 */
export function stateDirectory(callerUid: number, home: string, stateHome: string | undefined): string {
  if (callerUid === 0) return "/var/lib/poddoctor/repairs";
  return join(stateHome?.startsWith("/") ? stateHome : `${home}/.local/state`, "poddoctor", "repairs");
}

/** The record of a repair cannot be written down, and without it nothing may be changed. */
export class RecordNotKept extends Error {}

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

  /** @throws RecordNotKept where the state directory cannot be written */
  save(): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      const after = fileWith(`${JSON.stringify(this.record, null, 2)}\n`, 0o600);
      const result = applyChange({ path: this.#path, before: readFileState(this.#path), after }, this.#fault);
      if (result.outcome !== "changed" && result.outcome !== "already") throw new RecordNotKept(result.detail);
    } catch (error) {
      const why = error instanceof RecordNotKept ? error.message : `${dirname(this.#path)}: ${reasonOf(error)}`;
      throw new RecordNotKept(`the way back cannot be written down: ${why}`);
    }
  }
}

/** A fresh record, named by its time and, as repairs of other accounts may run now, by its account. */
export function newRecord(directory: string, account: Pick<Identity, "name" | "uid">, now: Date): RepairRecord {
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-");
  const base = `${time}-${/^[a-z_][a-z0-9_.-]*$/i.test(account.name) ? account.name : account.uid}`;
  let id = base;
  for (let count = 2; existsSync(join(directory, `${id}.json`)); count += 1) id = `${base}-${count}`;
  return { schema, id, at: now.toISOString(), account: account.name, entries: [] };
}

/** What was found in a state directory. */
export interface Records {
  /** The newest first. */
  readonly records: readonly RepairRecord[];
  /** Why a file, or all of them, could not be read; to be told, for a repair in it cannot be taken back. */
  readonly unreadable: readonly string[];
}

/** Reads all records; one that is damaged hides no other. */
export function readRecords(directory: string): Records {
  let names: readonly string[];
  try {
    names = readdirSync(directory);
  } catch (error) {
    return { records: [], unreadable: codeOf(error) === "ENOENT" ? [] : [`${directory}: ${reasonOf(error)}`] };
  }
  const records: RepairRecord[] = [];
  const unreadable: string[] = [];
  for (const name of names.filter((candidate) => /^[^.].*\.json$/.test(candidate))) {
    const path = join(directory, name);
    try {
      const record: unknown = JSON.parse(contentOf(readFileState(path)).toString());
      if (isRecord(record) && `${record.id}.json` === name) records.push(record);
      else unreadable.push(`${path} is no record of a repair`);
    } catch (error) {
      unreadable.push(
        error instanceof SyntaxError ? `${path} is no record of a repair` : `${path}: ${reasonOf(error)}`,
      );
    }
  }
  return { records: records.sort(newestFirst), unreadable: unreadable.sort() };
}

/** Of one second, the one with the higher count is the newer. */
function newestFirst(a: RepairRecord, b: RepairRecord): number {
  return b.at.localeCompare(a.at) || b.id.localeCompare(a.id, "en", { numeric: true });
}

/** Whether there is anything in it that undo could take back. */
export function isUndoable({ entries }: RepairRecord): boolean {
  return entries.some(
    ({ status, change, command }) =>
      (status === "done" || status === "intended") && (change !== undefined || command?.undo !== undefined),
  );
}
