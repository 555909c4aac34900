import type { AnyCheck } from "../diagnosis/check.ts";
import { type DiagnosisDocument, documentOf } from "../diagnosis/document.ts";
import { diagnose, type Selection } from "../diagnosis/engine.ts";
import { unitFates } from "../diagnosis/last-boot.ts";
import { verdictOf } from "../diagnosis/verdict.ts";
import type { Account } from "../facts/account.ts";
import type { FactStore } from "../facts/fact-store.ts";
import { version } from "../version.ts";
import type { RehearsalDocument } from "./document.ts";
import { type Answer, againstDiagnosis, answerOf, missingAfter, type Unplayed } from "./outcome.ts";
import { type Part, settle, startManager, stopManager } from "./play.ts";
import type { Survey } from "./survey.ts";

export interface Stage {
  readonly store: FactStore;
  readonly account: Account;
  readonly checks: readonly AnyCheck[];
  readonly selection: Selection;
  readonly before: Survey;
}

/** The answer where the boot would start no manager, or nothing could be learned: nothing is stopped then. */
export async function answerUnplayed(
  stage: Stage,
  { answer, why }: Pick<Unplayed, "answer"> & Partial<Unplayed>,
): Promise<RehearsalDocument> {
  const diagnosis = await diagnoseAnew(stage);
  const running = stage.before.containers.length > 0;
  const notes = [
    `Nothing was stopped: there is nothing to play${answer === "unknown" ? " that would tell" : ""}.`,
    ...(running && answer !== "unknown" ? ["What runs now was started otherwise, and is left alone."] : []),
  ];
  const because = why === undefined ? {} : { why };
  return documentFrom(
    stage,
    { answer, ...because, played: false, parts: [], missing: [], restored: [], notes },
    diagnosis,
  );
}

/** Stops the manager, starts it as the boot would, waits, and diagnoses; what the boot left down is started again. */
export async function play(stage: Stage): Promise<RehearsalDocument> {
  const { store, account, before } = stage;
  const { host } = store;
  const stop = await stopManager(host, account.uid, before.sessions.length > 0);
  const start = stop.failed === undefined ? await startManager(host, account.uid) : undefined;
  const parts: readonly Part[] =
    start === undefined ? [stop] : start.failed === undefined ? [stop, start, await settleWith(stage)] : [stop, start];
  const diagnosis = await diagnoseAnew(stage);
  const [fates, containers] = [await unitFates(store), await store.fact("containers")];
  const now = containers.known ? containers.value.running.map(({ name }) => name) : [];
  const played = answerOf(before, {
    parts,
    fates,
    containers: now,
    faulted: diagnosis.verdict.nextBoot === "will-not-start",
  });
  const answer = againstDiagnosis(played, diagnosis.verdict.nextBoot);
  const contradicted = answer !== played ? ["Played without a reboot, everything came up."] : [];
  const missing = missingAfter(before, now);
  const down = fates.filter(({ state }) => state !== "up").map(({ name }) => name);
  const restored = await restore(stage, down);
  const lost = restored.length > 0 ? missingAfter(before, await runningNow(store)) : missing;
  return documentFrom(
    stage,
    { answer, played: true, parts, missing, restored, notes: [...contradicted, ...notesOf(stage, lost, parts)] },
    diagnosis,
  );
}

/** Quadlets become units when the manager starts, so the units to wait for are asked for anew. */
async function settleWith({ store, account, before }: Stage): Promise<Part> {
  store.forget();
  const pods = await store.fact("podUnits");
  return settle(store.host, account, pods.known ? pods.value.units.map(({ name }) => name) : before.podUnits);
}

async function diagnoseAnew({ store, checks, selection }: Stage): Promise<DiagnosisDocument> {
  store.forget();
  const results = await diagnose(checks, store, selection);
  return documentOf(checks, results, await verdictOf(checks, results, store), store);
}

async function runningNow(store: FactStore): Promise<readonly string[]> {
  store.forget();
  const containers = await store.fact("containers");
  return containers.known ? containers.value.running.map(({ name }) => name) : [];
}

const restoreMs = 120_000;

/** A pod that somebody had started by hand must not be down because it was asked whether the boot starts it. */
async function restore({ store, account, before }: Stage, down: readonly string[]): Promise<readonly string[]> {
  const restored: string[] = [];
  for (const unit of down.filter((name) => before.services.includes(name))) {
    const argv = ["systemctl", "--user", "start", "--", unit];
    const answer = await store.host.run(argv, { as: account, timeoutMs: restoreMs });
    if (answer.outcome === "exited" && answer.exit === 0) restored.push(unit);
  }
  return restored;
}

function notesOf({ account, before }: Stage, lost: readonly string[], parts: readonly Part[]): readonly string[] {
  const failed = parts.some(({ what, failed }) => what !== "settle" && failed !== undefined);
  return [
    ...(lost.length > 0
      ? [`No unit brings back what is down now; by hand, as ${account.name}: podman start ${lost.join(" ")}`]
      : []),
    ...(failed
      ? [`The user manager is down now, as it would be after a boot: systemctl status user@${account.uid}.service`]
      : []),
    ...(before.sessions.length > 0 ? ["The sessions kept the runtime directory: a boot begins without it."] : []),
    "Not played: what the rest of the system does at boot, such as mounts, network and directory services that come late.",
  ];
}

type Outcome = Pick<RehearsalDocument, "played" | "parts" | "missing" | "restored" | "notes"> & {
  readonly answer: Answer;
  readonly why?: string;
};

function documentFrom(
  { account, before, store }: Stage,
  { answer, why, ...outcome }: Outcome,
  diagnosis: DiagnosisDocument,
): RehearsalDocument {
  const { causes, sentence } = diagnosis.verdict;
  const failed = outcome.parts.find((part) => part.failed !== undefined)?.failed;
  const because = why ?? (causes.length > 0 ? sentence : (failed ?? sentence));
  return {
    schema: "poddoctor/rehearsal/1",
    poddoctor: { version },
    at: store.host.now().toISOString(),
    account: { name: account.name, uid: account.uid },
    answer,
    sentence: answer === "started" && causes.length === 0 ? "" : because,
    causes: causes.map(({ check, subject }) => ({ check, subject })),
    ...outcome,
    stopped: outcome.played
      ? { containers: before.containers, services: before.services }
      : { containers: [], services: [] },
    diagnosis,
  };
}
