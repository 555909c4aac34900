import type { BootGraph } from "../../src/facts/boot-graph.ts";
import type { PodUnit } from "../../src/facts/pod-units.ts";
import type { UnitConfig } from "../../src/facts/unit-file/index.ts";

const pulling = ["WantedBy", "RequiredBy", "UpheldBy"] as const;

/** The units that [Install] asks to be pulled in by. */
export function installTargets(config: UnitConfig): readonly string[] {
  return pulling.flatMap((key) => config.words("Install", key));
}

/** Whether something that default.target reaches starts the unit: a link, a dependency, or its timer, socket or path. */
export function startedBy(unit: PodUnit, graph: BootGraph): string | undefined {
  const stem = unit.name.replace(/\.service$/, "");
  const trigger = ["socket", "timer", "path"].map((type) => `${stem}.${type}`).find((name) => graph.reached.has(name));
  return graph.reached.get(unit.name) ?? trigger;
}

/** Whether the start of default.target comes to this unit. */
export function isReached(name: string, graph: BootGraph): boolean {
  return name === "default.target" || name === graph.defaultTarget || graph.reached.has(name);
}
