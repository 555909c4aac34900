import { liveProperties } from "../../src/diagnosis/findings.ts";
import type { PodUnits } from "../../src/facts/pod-units.ts";
import type { UnitStates } from "../../src/facts/unit-states.ts";

/**
 * Whether the lack of a bus bore on a pod: one of its units has failed. A plain container starts without a bus, a pod
 * whose cgroup is systemd's does not (booted: bookworm and trixie), and the unit's text does not tell the two apart.
 */
export function bore(pods: PodUnits, states: UnitStates): boolean {
  return pods.units.some(({ name }) => liveProperties(states, name)?.ActiveState === "failed");
}

/** What follows from it, after what is so. */
export function withoutBus(what: string): string {
  return `${what}, so podman cannot ask systemd for the pod's cgroup`;
}
