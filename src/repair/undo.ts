import { type Ground, runStep, settleManagers } from "./apply.ts";
import type { ChangeOutcome, FileChange } from "./change.ts";
import { sameState } from "./file-state.ts";
import type { PlannedStep } from "./plan.ts";
import type { RecordEntry } from "./record-format.ts";
import type { Writer } from "./writer.ts";

/** What became of one entry of a record. */
export interface UndoneEntry {
  readonly entry: RecordEntry;
  /** `undone`; `nothing`: it had never been done, or has no way back; `refused`: somebody changed or uses it since. */
  readonly outcome: "undone" | "nothing" | "refused" | "failed";
  readonly detail?: string;
}

/**
 * Takes a repair back, the last step first. A file that is no longer as the repair left it is refused by name and left
 * alone; the rest is taken back all the same. Running it again goes on where it was ended.
 *
 * @throws RecordNotKept where the record cannot say that a step was taken back; running it again does no harm then
 */
export async function undoRepair(ground: Ground): Promise<readonly UndoneEntry[]> {
  const { recorder } = ground;
  const undone: UndoneEntry[] = [];
  const steps: PlannedStep[] = [];
  for (const entry of [...recorder.record.entries].reverse()) {
    if (entry.status === "undone" || (entry.status === "failed" && !entry.change)) continue;
    const result = await undoEntry(entry, ground);
    undone.push({ entry, ...result });
    if (result.outcome === "refused" || result.outcome === "failed") continue;
    if (result.outcome === "undone" && entry.change) steps.push({ kind: "change", as: entry.as, change: entry.change });
    entry.status = "undone";
    recorder.save();
  }
  await settleManagers(steps, ground);
  return undone;
}

async function undoEntry(entry: RecordEntry, ground: Ground): Promise<Omit<UndoneEntry, "entry">> {
  const { change, command, as, status } = entry;
  if (change) {
    const writer = ground.writers[as];
    if (!writer) return { outcome: "failed", detail: "only root may take this back" };
    // What failed may have been done all the same, where its answer was lost; else what is there is not ours.
    if (status === "failed" && !(await isAfter(change, writer))) return { outcome: "nothing" };
    // Where it was ended before it was done this only removes what it left half written.
    return fromChange(await writer.change({ path: change.path, before: change.after, after: change.before }));
  }
  if (!command?.undo) return { outcome: "nothing" };
  const detail = await runStep(as, command.undo, ground);
  return detail === undefined ? { outcome: "undone" } : { outcome: "failed", detail };
}

async function isAfter({ path, after }: FileChange, writer: Writer): Promise<boolean> {
  const look = await writer.look(path);
  return "state" in look && sameState(look.state, after);
}

function fromChange(result: ChangeOutcome): Omit<UndoneEntry, "entry"> {
  switch (result.outcome) {
    case "changed":
      return { outcome: "undone" };
    case "already":
      return { outcome: "nothing" };
    case "differs":
      return { outcome: "refused", detail: result.detail };
    case "failed":
      return { outcome: "failed", detail: result.detail };
  }
}
