import { defineFault } from "../fault.ts";

export const serviceAmongQuadlets = defineFault({
  name: "service-among-quadlets",
  on: "seed",
  plant: `mkdir -p $home/.config/containers/systemd && mv $units/pod.service $home/.config/containers/systemd/ && chown -R podder: $home/.config/containers`,
  first: "unit-in-wrong-directory",
  pod: "down",
  mends: true,
});
