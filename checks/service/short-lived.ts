import type { Finding } from "../../src/diagnosis/check.ts";
import { edit, lineOf, liveProperties, propertiesOf } from "../../src/diagnosis/findings.ts";
import { detachedCall } from "../../src/facts/detached.ts";
import type { PodUnit } from "../../src/facts/pod-units.ts";
import type { UnitConfig } from "../../src/facts/unit-file/index.ts";
import type { UnitStates } from "../../src/facts/unit-states.ts";
import type { Repair } from "../../src/repair/repair.ts";

export interface ShortLivedWords {
  why(call: string): string;
  readonly fix: string;
  readonly repair: Repair;
}

/**
 * A service that ends with the command that started its pod, and takes the pod with it.
 *
 * @returns the finding, or undefined where podman stays in the foreground or the service outlives it
 */
export function shortLived(unit: PodUnit, states: UnitStates, words: ShortLivedWords): Finding | undefined {
  const { name, config, exec } = unit;
  const start = exec.filter(({ key }) => key === "ExecStart").at(-1);
  const call = start && detachedCall(start);
  if (!config || !start || call === undefined) return undefined;
  if (config.boolean("Service", "RemainAfterExit") === true || leavesProcesses(config)) return undefined;
  const live = liveProperties(states, name);
  // What a script does after its last podman call cannot be read off it; only its fate can.
  if (start.byScript && live?.ActiveState === "active") return undefined;
  const ended =
    live !== undefined &&
    live.ActiveState !== "active" &&
    live.Result === "success" &&
    live.InactiveExitTimestampMonotonic !== "0";
  return {
    subject: name,
    status: start.byScript && !ended ? "warn" : "fail",
    summary: `The service ends when \`${call}\` returns, and the pod with it`,
    because: words.why(call),
    evidence: [
      lineOf(start, `${start.key}=${start.raw}`),
      ...(start.byScript ? [{ source: start.executable, lines: [call] }] : []),
      ...propertiesOf(states, name, ["Type", "RemainAfterExit", "ActiveState", "SubState", "Result"]),
    ],
    fix: [edit(words.fix)],
    repair: words.repair,
  };
}

/** systemd.kill(5): with these and no ExecStop= the containers live on when the service has ended. */
export function leavesProcesses(config: UnitConfig): boolean {
  const mode = config.last("Service", "KillMode")?.value;
  return (mode === "none" || mode === "process") && !config.has("Service", "ExecStop");
}
