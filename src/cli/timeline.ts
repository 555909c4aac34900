import { type TimelineDocument, timelineOf } from "../diagnosis/timeline-document.ts";
import { renderJson } from "../present/json.ts";
import { renderTimeline } from "../present/timeline.ts";
import type { ExitStatus } from "./exit-status.ts";
import type { Invocation } from "./options.ts";
import { say } from "./output.ts";
import { targetsOf } from "./targets.ts";
import { styleFor } from "./terminal.ts";
import { thisMachine } from "./this-machine.ts";

/** `poddoctor timeline [UNIT...]`: the boot of an account's pods as a picture; of each account where root asks of all. */
export async function runTimeline(invocation: Invocation): Promise<ExitStatus> {
  const { stores, kind } = await targetsOf(thisMachine(invocation), invocation);
  const documents = await Promise.all(stores.map(timelineOf));
  const [first] = documents;
  if (invocation.json) {
    say(renderJson(kind === "one" && first ? first : { schema: "poddoctor/timelines/1", timelines: documents }));
  } else {
    const { columns: width } = process.stdout;
    const options = {
      style: styleFor(invocation.color),
      verbose: invocation.verbose,
      quiet: invocation.quiet,
      ...(width === undefined || width === 0 ? {} : { width }),
    };
    say(documents.map((document) => renderTimeline(document, options)).join("\n\n"));
  }
  return exitOf(documents);
}

/** 1 where the boot broke, 3 where what matters could not be seen; late is not broken. */
function exitOf(documents: readonly TimelineDocument[]): ExitStatus {
  const found = documents.flatMap(({ findings }) => findings.map(({ status }) => status));
  if (found.includes("broken")) return 1;
  return found.includes("unknown") ? 3 : 0;
}
