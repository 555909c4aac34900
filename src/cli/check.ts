import { checks } from "../../checks/index.ts";
import { requireChecks } from "./diagnose.ts";
import { diagnoseAll, print } from "./diagnoses.ts";
import { type ExitStatus, exitStatusOf, worstOf } from "./exit-status.ts";
import type { Invocation } from "./options.ts";
import { targetsOf } from "./targets.ts";
import { thisMachine } from "./this-machine.ts";

/** `poddoctor [check] [UNIT...]` */
export async function runCheck(invocation: Invocation): Promise<ExitStatus> {
  requireChecks([...invocation.only, ...invocation.skip, ...invocation.assume], checks);
  const { kind, documents, root } = await diagnoseThisMachine(invocation);
  print(kind, documents, invocation, root);
  return worstOf(documents.map((document) => exitStatusOf(document, checks, invocation.strict)));
}

/** Diagnoses the accounts that are meant on the machine on which poddoctor runs. */
export async function diagnoseThisMachine(invocation: Invocation) {
  const host = thisMachine(invocation);
  const targets = await targetsOf(host, invocation);
  const documents = await diagnoseAll(targets, invocation);
  return { kind: targets.kind, documents, root: host.caller().uid === 0 };
}
