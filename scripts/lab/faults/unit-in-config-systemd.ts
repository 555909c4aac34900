import { defineFault } from "../fault.ts";

export const unitInConfigSystemd = defineFault({
  name: "unit-in-config-systemd",
  on: "seed",
  plant: `mv $units/pod.service $home/.config/systemd/pod.service`,
  first: "unit-in-wrong-directory",
  pod: "down",
  mends: true,
});
