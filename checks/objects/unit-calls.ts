import { type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, lineOf } from "../../src/diagnosis/findings.ts";
import type { PodUnit, PodUnits } from "../../src/facts/pod-units.ts";
import type { PodmanCommands, UnitCall, UnitCalls } from "../../src/facts/podman-commands/index.ts";

/** One finding a pod unit whose Exec lines are podman calls that could be taken apart; of others nothing is said. */
export function eachWithCalls(
  pods: PodUnits,
  commands: PodmanCommands,
  judge: (unit: PodUnit, calls: UnitCalls) => Finding,
): readonly Finding[] {
  return eachPodUnit(pods, (unit) => {
    const calls = commands.get(unit.name);
    if (!unit.config || !calls) return notApplicable(unit.name, "There is no readable unit file");
    if (calls.calls.length === 0)
      return notApplicable(unit.name, "No Exec line is a podman call that could be taken apart");
    return judge(unit, calls);
  });
}

/** The Exec line of a call. */
export function callLine(call: UnitCall): ReturnType<typeof lineOf> {
  return lineOf(call, call.text);
}
