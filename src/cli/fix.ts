import { checks } from "../../checks/index.ts";
import { type DiagnosisDocument, documentOf } from "../diagnosis/document.ts";
import { diagnose } from "../diagnosis/engine.ts";
import { unitFates } from "../diagnosis/last-boot.ts";
import { verdictOf } from "../diagnosis/verdict.ts";
import type { FactStore } from "../facts/fact-store.ts";
import { renderJson } from "../present/json.ts";
import { printable } from "../present/printable.ts";
import { renderOutcome, renderPlanned } from "../present/repair.ts";
import { repairDocument } from "../present/repair-document.ts";
import { removeLeftovers } from "../repair/change.ts";
import { type FixOutcome, fixAccount, type LookedAt } from "../repair/fix.ts";
import { CannotInstall, installRepair } from "../repair/install.ts";
import type { PlannedRepair } from "../repair/plan.ts";
import { newRecord, Recorder, stateDirectory } from "../repair/record.ts";
import { callerPath } from "./caller-path.ts";
import { requireChecks } from "./diagnose.ts";
import { type ExitStatus, exitStatusOf } from "./exit-status.ts";
import { log } from "./log.ts";
import type { Invocation } from "./options.ts";
import { say } from "./output.ts";
import { askYesNo, canAsk, tell } from "./prompt.ts";
import { openGround } from "./repair-ground.ts";
import { targetsOf } from "./targets.ts";
import { styleFor } from "./terminal.ts";
import { thisMachine } from "./this-machine.ts";
import { UsageError } from "./usage-error.ts";

/** `poddoctor fix [UNIT...]`, `poddoctor --fix`: mends one account, and answers with what is true afterwards. */
export async function runFix(invocation: Invocation): Promise<ExitStatus> {
  requireChecks([...invocation.only, ...invocation.skip], checks);
  const host = thisMachine(invocation);
  const { kind, stores } = await targetsOf(host, invocation);
  const [store, ...others] = stores;
  if (!store || kind === "all" || others.length > 0)
    throw new UsageError("fix works on one account: poddoctor fix --user NAME");
  // Nobody can be asked, and nobody said yes: then it is only shown.
  const silent = !invocation.yes && !invocation.dryRun && !canAsk();
  const dryRun = invocation.dryRun || silent;
  const opened = await openGround(host, store, { changes: !dryRun });
  if ("refused" in opened) {
    log.error(printable(opened.refused));
    return 3;
  }
  const { ground, lock } = opened;
  const { uid } = host.caller();
  const directory = stateDirectory(uid, ground.account.home, process.env.XDG_STATE_HOME);
  if (!dryRun) removeLeftovers(directory);
  const recorder = new Recorder(directory, newRecord(directory, ground.account, host.now()));
  try {
    const install = await installOf(invocation, store);
    const quiet = invocation.json || invocation.quiet;
    const outcome = await fixAccount(
      () => look(store, invocation),
      { ...ground, recorder },
      {
        only: invocation.only,
        dryRun,
        asks: !invocation.yes,
        start: invocation.start,
        root: uid === 0,
        ...(install ? { install } : {}),
      },
      (repair) => consentTo(repair, invocation),
    );
    const id = recorder.record.entries.length > 0 ? recorder.record.id : undefined;
    print(outcome, invocation, quiet, id, uid === 0);
    if (silent && outcome.left.some(({ why }) => why === "dry-run")) {
      log.error("nothing was changed: there is no terminal to ask on. Say --yes to do it, --dry-run to only see it");
    }
    return exitStatusOf(outcome.after.document, checks, invocation.strict);
  } finally {
    lock.release();
    await Promise.all([ground.writers.user.end(), ground.writers.root?.end()]);
  }
}

async function look(store: FactStore, invocation: Invocation): Promise<LookedAt<DiagnosisDocument>> {
  store.forget();
  const results = await diagnose(checks, store, invocation);
  const verdict = await verdictOf(checks, results, store);
  const fates = await unitFates(store);
  return {
    results,
    document: await documentOf(checks, results, verdict, store),
    stopped: fates.filter(({ state }) => state === "down" || state === "failed").map(({ name }) => name),
    underway: fates.some(({ state }) => state === "underway"),
  };
}

async function installOf({ install }: Invocation, store: FactStore) {
  if (install.length === 0) return undefined;
  const [account, entries, platform] = await Promise.all([
    store.fact("account"),
    store.fact("unitEntries"),
    store.fact("platform"),
  ]);
  if (!account.known) throw new UsageError(account.why.detail);
  if (!entries.known) throw new UsageError(entries.why.detail);
  const sudoUid = Number(process.env.SUDO_UID);
  try {
    return installRepair(install.map(callerPath), {
      account: account.value,
      userDirectory: entries.value.searchPath.userDirectory,
      ...(platform.known ? { systemd: platform.value.systemdVersion } : {}),
      caller: { uid: store.host.caller().uid, ...(Number.isInteger(sudoUid) && sudoUid > 0 ? { sudoUid } : {}) },
    });
  } catch (error) {
    if (error instanceof CannotInstall) throw new UsageError(error.message);
    throw error;
  }
}

async function consentTo(repair: PlannedRepair, { yes, color }: Invocation): Promise<boolean> {
  if (yes) return true;
  tell(renderPlanned(repair, styleFor(color)));
  return askYesNo("Do this?");
}

function print(
  outcome: FixOutcome<DiagnosisDocument>,
  invocation: Invocation,
  quiet: boolean,
  id: string | undefined,
  root: boolean,
): void {
  if (invocation.json) say(renderJson(repairDocument(outcome, id)));
  else {
    const style = styleFor(invocation.color);
    say(
      renderOutcome(
        outcome,
        { style, verbose: invocation.verbose, root },
        { quiet, ...(id === undefined ? {} : { id }) },
      ),
    );
  }
}
