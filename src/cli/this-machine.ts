import { LiveHost } from "../host/live.ts";
import { killRunningCommands } from "../host/run-command.ts";
import type { Invocation } from "./options.ts";
import { beforeSignalled } from "./signals.ts";

/** The machine on which poddoctor runs; what it runs there ends with it. */
export function thisMachine({ timeoutMs }: Invocation): LiveHost {
  beforeSignalled(killRunningCommands);
  return new LiveHost({ timeoutMs });
}
