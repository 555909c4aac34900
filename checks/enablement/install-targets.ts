import type { BootGraph } from "../../src/facts/boot-graph.ts";
import type { UnitConfig } from "../../src/facts/unit-file/index.ts";

const pulling = ["WantedBy", "RequiredBy", "UpheldBy"] as const;

/** The units that [Install] asks to be pulled in by. */
export function installTargets(config: UnitConfig): readonly string[] {
  return pulling.flatMap((key) => config.words("Install", key));
}

/** Whether the start of default.target comes to this unit. */
export function isReached(name: string, graph: BootGraph): boolean {
  return name === "default.target" || name === graph.defaultTarget || graph.reached.has(name);
}
