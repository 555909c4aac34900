import type { DiagnosisDocument } from "../diagnosis/document.ts";
import { diffOf } from "../repair/diff.ts";
import type { FixOutcome } from "../repair/fix.ts";
import type { PlannedRepair, PlannedStep } from "../repair/plan.ts";
import type { RepairRecord } from "../repair/record-format.ts";
import type { UndoneEntry } from "../repair/undo.ts";
import { version } from "../version.ts";

type Fate = "done" | "failed" | "not-tried" | FixOutcome<unknown>["left"][number]["why"];

/** One run of `fix` as `--json` prints it, `poddoctor/repair/1`. `after` is what is true now. */
export function repairDocument(
  { before, after, applied, left, started }: FixOutcome<DiagnosisDocument>,
  id: string | undefined,
) {
  return {
    schema: "poddoctor/repair/1",
    poddoctor: { version },
    ...(id === undefined ? {} : { id }),
    repairs: [
      ...applied.map(({ repair, done, failed, left: untried }) => ({
        ...headOf(repair, failed ? "failed" : "done"),
        ...(failed ? { detail: failed.detail } : {}),
        steps: [
          ...done.map((step) => stepOf(step, "done")),
          ...(failed ? [stepOf(failed.step, "failed")] : []),
          ...untried.map((step) => stepOf(step, "not-tried")),
        ],
      })),
      ...left.map(({ repair, why }) => ({
        ...headOf(repair, why),
        ...(repair.obstacle === undefined ? {} : { detail: repair.obstacle }),
        steps: repair.steps.map((step) => stepOf(step, why)),
      })),
    ],
    started,
    before: before.document,
    after: after.document,
  };
}

function headOf({ check, subject, tier }: PlannedRepair, status: Fate) {
  return { check, subject, tier, status };
}

function stepOf(step: PlannedStep, status: Fate) {
  if (step.kind === "command") return { as: step.as, command: step.argv, status };
  return { as: step.as, file: step.change.path, diff: diffOf(step.change), status };
}

/** What `undo` did, or could do, as `--json` prints it, `poddoctor/undo/1`. */
export function undoDocument(records: readonly RepairRecord[], undone?: readonly UndoneEntry[]) {
  return {
    schema: "poddoctor/undo/1",
    poddoctor: { version },
    repairs: records.map(({ id, at, account, entries }) => ({
      id,
      at,
      account,
      steps: entries.map(({ check, subject, as, change, command, status }) => ({
        check,
        subject,
        as,
        ...(change ? { file: change.path } : {}),
        ...(command ? { command: command.argv } : {}),
        status,
      })),
    })),
    ...(undone
      ? {
          undone: undone.map(({ entry, outcome, detail }) => ({
            ...(entry.change ? { file: entry.change.path } : { command: entry.command?.argv }),
            outcome,
            ...(detail === undefined ? {} : { detail }),
          })),
        }
      : {}),
  };
}
