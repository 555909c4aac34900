import { defineFault } from "../fault.ts";

export const quadletAmongUnits = defineFault({
  name: "quadlet-among-units",
  on: "quadlet",
  releases: ["trixie"],
  plant: `mkdir -p $units && mv $home/.config/containers/systemd/web.* $units/ && chown -R podder: $home/.config/systemd`,
  first: "quadlet-wrong-directory",
  also: ["quadlet-wrong-directory"],
  pod: "down",
  mends: true,
});
