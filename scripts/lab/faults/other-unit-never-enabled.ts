import { defineFault } from "../fault.ts";

export const otherUnitNeverEnabled = defineFault({
  name: "other-unit-never-enabled",
  on: "seed",
  plant: `sed 's/pod start web/pod start other/' $units/pod.service > $units/other.service && chown podder: $units/other.service`,
  first: "unit-not-enabled",
  pod: "up",
  nextBoot: "at-risk",
  note: "Beside a unit that starts; it may be kept on purpose, so it is only said.",
});
