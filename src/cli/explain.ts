import { checks } from "../../checks/index.ts";
import type { AnyCheck } from "../diagnosis/check.ts";
import { explanationsDocument, renderExplanations } from "../present/explain.ts";
import { renderJson } from "../present/json.ts";
import { requireChecks } from "./diagnose.ts";
import { type ExitStatus, exitStatusOf, worstOf } from "./exit-status.ts";
import type { Invocation } from "./options.ts";
import { say } from "./output.ts";
import { styleFor } from "./terminal.ts";

/** `poddoctor explain [CHECK...]`: the checks named, or those that fail now. */
export async function runExplain(invocation: Invocation): Promise<ExitStatus> {
  requireChecks([...invocation.words, ...invocation.only, ...invocation.skip], checks);
  if (invocation.words.length > 0) {
    print(
      checks.filter(({ id }) => invocation.words.includes(id)),
      invocation,
    );
    return 0;
  }
  // What is needed to look at the machine takes longer to load than an explanation does to print.
  const { diagnoseThisMachine } = await import("./check.ts");
  const { documents } = await diagnoseThisMachine(invocation);
  const causes = new Set(documents.flatMap(({ verdict }) => verdict.causes.map(({ check }) => check)));
  print(
    checks.filter(({ id }) => causes.has(id)),
    invocation,
  );
  return worstOf(documents.map((document) => exitStatusOf(document, checks, invocation.strict)));
}

function print(explained: readonly AnyCheck[], { json, color }: Invocation): void {
  if (json) say(renderJson(explanationsDocument(explained)));
  else if (explained.length === 0) say("Nothing fails, so there is nothing to explain. Every check: poddoctor list");
  else say(renderExplanations(explained, styleFor(color)));
}
