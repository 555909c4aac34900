import type { Host } from "../host/host.ts";
import { LiveHost } from "../host/live.ts";
import { killRunningCommands } from "../host/run-command.ts";
import type { Invocation } from "./options.ts";
import { beforeSignalled } from "./signals.ts";

/** The machine on which poddoctor runs, and what it runs there ends with it; in a replay the host that was recorded. */
export function thisMachine({ timeoutMs, recorded }: Invocation): Host {
  if (recorded) return recorded.host;
  beforeSignalled(killRunningCommands);
  return new LiveHost({ timeoutMs });
}
