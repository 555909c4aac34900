import { cgroupNeedsBus } from "../../src/diagnosis/classifier.ts";
import { liveProperties } from "../../src/diagnosis/findings.ts";
import type { Journal } from "../../src/facts/journal.ts";
import type { PodUnits } from "../../src/facts/pod-units.ts";
import type { UnitStates } from "../../src/facts/unit-states.ts";

/**
 * Whether the lack of a bus keeps a pod down: one of its units has failed, and podman said at this boot that the pod's
 * cgroup is systemd's. A plain container starts without a bus, such a pod never does (booted: bookworm and trixie), and
 * the unit's text does not tell the two apart; a unit may have failed for many another reason.
 */
export function bore(pods: PodUnits, states: UnitStates, journal: Journal | undefined): boolean {
  const refused = journal?.lines.filter(({ message }) => cgroupNeedsBus.test(message));
  return pods.units.some(
    ({ name }) =>
      liveProperties(states, name)?.ActiveState === "failed" && refused?.some(({ unit }) => unit === name) === true,
  );
}

/** What follows from it, after what is so. */
export function withoutBus(what: string): string {
  return `${what}, so podman cannot ask systemd for the pod's cgroup`;
}
