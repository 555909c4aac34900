import { checks } from "../../checks/index.ts";
import type { Account } from "../facts/account.ts";
import type { FactStore } from "../facts/fact-store.ts";
import type { Host } from "../host/host.ts";
import { renderJson } from "../present/json.ts";
import { printable } from "../present/printable.ts";
import { renderIntent, renderRehearsal, sessionNames } from "../present/rehearse.ts";
import type { RehearsalDocument } from "../rehearsal/document.ts";
import { setGuard } from "../rehearsal/guard.ts";
import { notAtBoot } from "../rehearsal/outcome.ts";
import { answerUnplayed, play, type Stage } from "../rehearsal/rehearse.ts";
import { needsReload, type Survey, survey } from "../rehearsal/survey.ts";
import { lockAccount } from "../repair/lock.ts";
import type { ExitStatus } from "./exit-status.ts";
import { log } from "./log.ts";
import type { Invocation } from "./options.ts";
import { say } from "./output.ts";
import { askYesNo, canAsk, tell } from "./prompt.ts";
import { beforeSignalled } from "./signals.ts";
import { targetsOf } from "./targets.ts";
import { styleFor } from "./terminal.ts";
import { thisMachine } from "./this-machine.ts";
import { UsageError } from "./usage-error.ts";

/** `poddoctor rehearse --user NAME`: plays the account's boot without a reboot, and says what it comes to. */
export async function runRehearse(invocation: Invocation): Promise<ExitStatus> {
  const host = thisMachine(invocation);
  if (host.caller().uid !== 0)
    throw new UsageError("only root can play a user's boot: sudo poddoctor rehearse --user NAME");
  const { stores } = await targetsOf(host, invocation);
  const [store] = stores;
  if (!store) throw new UsageError("rehearse plays one account's boot: poddoctor rehearse --user NAME");
  const account = await store.fact("account");
  if (!account.known) return refuse(account.why.detail);
  const lock = await lockAccount(account.value, 0);
  if (!lock.held) {
    const unplayed = lock.homeless ? await withoutHome(store, account.value, invocation) : undefined;
    return unplayed === undefined ? refuse(lock.why) : print(unplayed, invocation);
  }
  try {
    const document = await rehearse(host, store, account.value, invocation);
    return "refused" in document ? refuse(document.refused) : print(document, invocation);
  } finally {
    lock.release();
  }
}

/** Where the diagnosis is certain that without a home nothing starts, nothing needs playing, and no lock. */
async function withoutHome(
  store: FactStore,
  account: Account,
  invocation: Invocation,
): Promise<RehearsalDocument | undefined> {
  const before = await survey(store, account);
  if ("unseen" in before) return undefined;
  const stage: Stage = { store, account, checks, selection: invocation, before };
  const document = await answerUnplayed(stage, { answer: "not-started" });
  return document.diagnosis.verdict.nextBoot === "will-not-start" ? document : undefined;
}

function print(document: RehearsalDocument, { json, color }: Invocation): ExitStatus {
  say(json ? renderJson(document) : renderRehearsal(document, styleFor(color)));
  return statusOf(document);
}

type Refused = { readonly refused: string };

async function rehearse(
  host: Host,
  store: FactStore,
  account: Account,
  invocation: Invocation,
): Promise<RehearsalDocument | Refused> {
  // A boot reads unit files anew; this only makes systemd read them.
  if (await needsReload(host, account.uid)) await host.run(["systemctl", "daemon-reload"]);
  const before = await survey(store, account);
  if ("unseen" in before) return { refused: `what runs now cannot be seen: ${before.unseen}` };
  const stage: Stage = { store, account, checks, selection: invocation, before };
  const certain = notAtBoot(before, account.name, account.uid);
  if (certain !== undefined) return answerUnplayed(stage, certain);
  const refused = obstacle(before, account.name, invocation) ?? (await withoutConsent(before, account, invocation));
  if (refused !== undefined) return { refused };
  const guard = await setGuard(host, account.uid, process.pid);
  if (!guard.held)
    return { refused: `nothing was stopped, for what would bring it back cannot be set up: ${guard.why}` };
  let done = false;
  beforeSignalled(() => {
    if (!done)
      log.error(`cut short: user@${account.uid}.service and what it starts at boot come up again by themselves`);
  });
  try {
    return await play(stage);
  } finally {
    done = true;
    await guard.release();
  }
}

/** What would be harmed and not come back. */
function obstacle({ sessions, outside }: Survey, name: string, { evenWithSessions }: Invocation): string | undefined {
  if (outside.length > 0)
    return `${outside.join(", ")} would outlive ${name}'s manager, as nothing does at a boot: whoever started that in a session must stop it first`;
  if (sessions.length === 0 || evenWithSessions) return undefined;
  const logins = sessions.filter(({ closing }) => !closing);
  if (logins.length > 0)
    return `${name} is logged in, and the rehearsal would take the user manager, its bus and all its services from under ${sessionNames(logins)}: log out first, or say --even-with-sessions`;
  const scopes = sessions.map(({ id }) => `session-${id}.scope`).join(" ");
  return `${name} has logged out of ${sessionNames(sessions)}, but what was started there still runs, and would lose the runtime directory: systemctl status ${scopes} shows it. Stop it first, or say --even-with-sessions`;
}

async function withoutConsent(
  before: Survey,
  account: Account,
  { yes, color }: Invocation,
): Promise<string | undefined> {
  if (yes) return undefined;
  if (!canAsk()) return "nothing was done: there is no terminal to ask on. Say --yes to play the boot";
  tell(renderIntent(before, account.name, styleFor(color)));
  return (await askYesNo("Play the boot now?")) ? undefined : "nothing was done";
}

function refuse(why: string): ExitStatus {
  log.error(printable(why));
  return 3;
}

function statusOf({ answer }: RehearsalDocument): ExitStatus {
  if (answer === "started") return 0;
  return answer === "unknown" ? 3 : 1;
}
