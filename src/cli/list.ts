import { checks } from "../../checks/index.ts";
import { renderJson } from "../present/json.ts";
import { checksDocument, renderList } from "../present/list.ts";
import { requireChecks } from "./diagnose.ts";
import type { ExitStatus } from "./exit-status.ts";
import type { Invocation } from "./options.ts";
import { say } from "./output.ts";
import { styleFor } from "./terminal.ts";

/** `poddoctor list` */
export async function runList({ only, skip, json, color }: Invocation): Promise<ExitStatus> {
  requireChecks([...only, ...skip], checks);
  const shown = checks.filter(({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id));
  say(json ? renderJson(checksDocument(shown)) : renderList(shown, styleFor(color)));
  return 0;
}
