import { checks } from "../../checks/index.ts";
import type { DiagnosisDocument } from "../diagnosis/document.ts";
import { renderAccounts } from "../present/accounts.ts";
import { diagnosesDocument, renderJson } from "../present/json.ts";
import { renderQuiet, renderText } from "../present/text.ts";
import { diagnoseAccount } from "./diagnose.ts";
import type { Invocation } from "./options.ts";
import { say } from "./output.ts";
import { startProgress } from "./progress.ts";
import type { Targets } from "./targets.ts";
import { styleFor } from "./terminal.ts";

/** Accounts that are looked at side by side; podman still runs one at a time. */
const accountsAtOnce = 4;

/** Diagnoses every target, some at once, in their order. */
export async function diagnoseAll({ stores }: Targets, selection: Invocation): Promise<readonly DiagnosisDocument[]> {
  const progress = startProgress("checks", stores.length * checks.length);
  const documents: DiagnosisDocument[] = [];
  const waiting = [...stores.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, store] = next;
      documents[place] = await diagnoseAccount(checks, store, selection, progress.step);
    }
  };
  await Promise.all(Array.from({ length: accountsAtOnce }, work));
  progress.stop();
  return documents;
}

/** Prints the diagnosis of one account, or of all, as asked. */
export function print(
  kind: Targets["kind"],
  documents: readonly DiagnosisDocument[],
  invocation: Invocation,
  root: boolean,
): void {
  const [first] = documents;
  const style = styleFor(invocation.color);
  const options = { style, verbose: invocation.verbose, root, durationMs: performance.now() };
  if (kind === "all") {
    say(
      invocation.json ? renderJson(diagnosesDocument(documents)) : renderAccounts(documents, invocation.quiet, options),
    );
  } else if (first) {
    if (invocation.json) say(renderJson(first));
    else say(invocation.quiet ? renderQuiet(first, style) : renderText(first, options));
  }
}
