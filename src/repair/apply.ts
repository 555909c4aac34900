import type { Host, Identity } from "../host/host.ts";
import type { PlannedRepair, PlannedStep, Writers } from "./plan.ts";
import { type Recorder, RecordNotKept } from "./record.ts";
import type { RecordEntry } from "./record-format.ts";
import type { Hand } from "./repair.ts";

/** How one repair went. A step that fails ends its repair; what came before it stays, and is recorded. */
export interface AppliedRepair {
  readonly repair: PlannedRepair;
  readonly done: readonly PlannedStep[];
  /** Undefined where all of it was done. */
  readonly failed?: { readonly step: PlannedStep; readonly detail: string };
  /** Steps that were not tried, because one before them failed. */
  readonly left: readonly PlannedStep[];
}

export interface Ground {
  readonly host: Host;
  readonly account: Identity;
  readonly writers: Writers;
  readonly recorder: Recorder;
}

/** A container's stop may take its ten seconds, and a manager that starts takes its pods with it. */
const commandTimeoutMs = 120_000;
const settleMs = 30_000;

/**
 * Does what was planned, step by step, each one written down before and after it. What cannot be written down is not
 * done: without it there is no way back.
 */
export async function applyRepair(repair: PlannedRepair, ground: Ground): Promise<AppliedRepair> {
  const done: PlannedStep[] = [];
  for (const [index, step] of repair.steps.entries()) {
    const detail = await applyStep(repair, step, ground);
    if (detail !== undefined) return { repair, done, failed: { step, detail }, left: repair.steps.slice(index + 1) };
    done.push(step);
  }
  return { repair, done, left: [] };
}

/** @returns why it was not done; undefined when it was */
async function applyStep(
  { check, subject }: PlannedRepair,
  step: PlannedStep,
  ground: Ground,
): Promise<string | undefined> {
  const { recorder, writers } = ground;
  const what =
    step.kind === "change"
      ? { change: step.change }
      : { command: { argv: step.argv, ...(step.undo ? { undo: step.undo } : {}) } };
  const entry: RecordEntry = { check, subject, as: step.as, ...what, status: "intended" };
  recorder.record.entries.push(entry);
  const unkept = notKept(recorder);
  if (unkept !== undefined) {
    recorder.record.entries.pop();
    return unkept;
  }
  const detail = step.kind === "change" ? await changeDetail(step, writers) : await runStep(step.as, step.argv, ground);
  entry.status = detail === undefined ? "done" : "failed";
  const unsaid = notKept(recorder);
  if (detail !== undefined || unsaid === undefined) return detail;
  // On disk it stands as intended, which is enough to take it back.
  return `it was done, but ${unsaid}`;
}

/** @returns why the record could not be kept; undefined when it was */
function notKept(recorder: Recorder): string | undefined {
  try {
    recorder.save();
    return undefined;
  } catch (error) {
    if (error instanceof RecordNotKept) return error.message;
    throw error;
  }
}

async function changeDetail(
  step: Extract<PlannedStep, { kind: "change" }>,
  writers: Writers,
): Promise<string | undefined> {
  const writer = writers[step.as];
  if (!writer) return "only root may do this";
  const result = await writer.change(step.change);
  return result.outcome === "changed" || result.outcome === "already" ? undefined : result.detail;
}

/** Runs a command of a repair. @returns why it failed; undefined when it did not */
export async function runStep(
  as: Hand,
  argv: readonly string[],
  { host, account }: Pick<Ground, "host" | "account">,
): Promise<string | undefined> {
  const answer = await host.run(argv, { timeoutMs: commandTimeoutMs, ...(as === "user" ? { as: account } : {}) });
  if (answer.outcome === "unanswered") return answer.detail;
  if (answer.exit === 0) return undefined;
  return `${argv.join(" ")}: exit ${answer.exit}: ${(answer.stderr || answer.stdout).trim().split("\n").slice(-2).join("; ")}`;
}

/**
 * Makes the managers read what was changed, and waits until the account's has settled: it may just have been started.
 * What cannot be done here shows in the second look.
 */
export async function settleManagers(
  steps: readonly PlannedStep[],
  { host, account }: Pick<Ground, "host" | "account">,
): Promise<void> {
  const changed = (as: Hand) => steps.some((step) => step.kind === "change" && step.as === as);
  if (changed("root")) await runStep("root", ["systemctl", "daemon-reload"], { host, account });
  const socket = await host.stat(`/run/user/${account.uid}/systemd/private`, { as: account });
  if (socket.outcome === "present" && (changed("user") || changed("root"))) {
    await runStep("user", ["systemctl", "--user", "daemon-reload"], { host, account });
  }
  if (steps.some((step) => step.kind === "command" && step.as === "root")) await waitForManager({ host, account });
}

/** Waits until the account's manager has started what it is to start; bounded: a pod that takes its time must not hold a look for ever. */
export async function waitForManager({ host, account }: Pick<Ground, "host" | "account">): Promise<void> {
  for (const end = performance.now() + settleMs; performance.now() < end; ) {
    const answer = await host.run(["systemctl", "--user", "is-system-running"], { as: account });
    const state = answer.outcome === "exited" ? answer.stdout.trim() : "";
    if (state === "running" || state === "degraded") return;
    await Bun.sleep(300);
  }
}
