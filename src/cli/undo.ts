import { FactStore } from "../facts/fact-store.ts";
import { renderJson } from "../present/json.ts";
import { printable } from "../present/printable.ts";
import { renderRecord, renderRecords, renderUndo } from "../present/repair.ts";
import { undoDocument } from "../present/repair-document.ts";
import { isUndoable, Recorder, RecordNotKept, readRecords, stateDirectory } from "../repair/record.ts";
import type { RepairRecord } from "../repair/record-format.ts";
import { undoRepair } from "../repair/undo.ts";
import { requireAccount } from "./accounts.ts";
import type { ExitStatus } from "./exit-status.ts";
import { log } from "./log.ts";
import type { Invocation } from "./options.ts";
import { say } from "./output.ts";
import { quoted } from "./parse.ts";
import { askYesNo, canAsk, tell } from "./prompt.ts";
import { openGround } from "./repair-ground.ts";
import { styleFor } from "./terminal.ts";
import { thisMachine } from "./this-machine.ts";
import { suggestion, UsageError } from "./usage-error.ts";

/** `poddoctor undo [ID]`, `undo --list`: takes a repair back, and names what somebody changed since. */
export async function runUndo(invocation: Invocation): Promise<ExitStatus> {
  const host = thisMachine(invocation);
  const { uid } = host.caller();
  const own = await new FactStore(host, { units: [] }).fact("account");
  const directory = stateDirectory(uid, own.known ? own.value.home : "/", process.env.XDG_STATE_HOME);
  const { records: all, unreadable } = readRecords(directory);
  for (const why of unreadable) log.warn(`poddoctor: ${printable(why)}: left out`);
  const records = all.filter(({ account }) => invocation.user === undefined || account === invocation.user);
  const style = styleFor(invocation.color);
  if (invocation.list) {
    say(invocation.json ? renderJson(undoDocument(records)) : renderRecords(records, style));
    return 0;
  }
  const record = chosen(records, invocation);
  if (!record) {
    say(invocation.json ? renderJson(undoDocument([])) : "There is no repair to take back.");
    return 0;
  }
  const store = new FactStore(host, { units: [], user: await requireAccount(host, record.account) });
  const opened = await openGround(host, store);
  if ("refused" in opened) {
    log.error(printable(opened.refused));
    return 3;
  }
  const { ground, lock } = opened;
  try {
    if (!(await mayUndo(record, invocation))) return 3;
    const undone = await undoRepair({ ...ground, recorder: new Recorder(directory, record) });
    say(invocation.json ? renderJson(undoDocument([record], undone)) : renderUndo(record, undone, style));
    return undone.some(({ outcome }) => outcome === "refused" || outcome === "failed") ? 1 : 0;
  } catch (error) {
    if (!(error instanceof RecordNotKept)) throw error;
    log.error(`${printable(error.message)}\nWhat was taken back stays so. Run it again when that is mended`);
    return 1;
  } finally {
    lock.release();
    await Promise.all([ground.writers.user.end(), ground.writers.root?.end()]);
  }
}

function chosen(records: readonly RepairRecord[], { words }: Invocation): RepairRecord | undefined {
  const [id] = words;
  if (id === undefined) return records.find(isUndoable);
  const record = records.find((candidate) => candidate.id === id);
  if (!record)
    throw new UsageError(
      `there is no repair ${quoted(id)}${suggestion(
        id,
        records.map((candidate) => candidate.id),
      )}`,
    );
  return isUndoable(record) ? record : undefined;
}

async function mayUndo(record: RepairRecord, { yes, color }: Invocation): Promise<boolean> {
  if (yes) return true;
  if (!canAsk()) {
    log.error("nothing was changed: there is no terminal to ask on. Say --yes to take the repair back");
    return false;
  }
  tell(renderRecord(record, styleFor(color)));
  return askYesNo("Take it back?");
}
