import { diagnoseAll } from "../../src/cli/diagnoses.ts";
import { parseCommandLine } from "../../src/cli/parse.ts";
import { targetsOf } from "../../src/cli/targets.ts";
import { LiveHost } from "../../src/host/live.ts";
import { CountingHost } from "./counting-host.ts";
import type { Questions } from "./protocol.ts";

/** What poddoctor with these arguments asks of the machine on which this runs. */
export async function questions(args: readonly string[]): Promise<Questions> {
  const invocation = parseCommandLine(args);
  const host = new CountingHost(new LiveHost({ timeoutMs: invocation.timeoutMs }));
  await diagnoseAll(await targetsOf(host, invocation), invocation);
  return host.questions();
}
