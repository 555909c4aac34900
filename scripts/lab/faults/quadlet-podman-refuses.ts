import { defineFault } from "../fault.ts";

export const quadletPodmanRefuses = defineFault({
  name: "quadlet-podman-refuses",
  on: "quadlet",
  releases: ["trixie", "sid"],
  plant: `sed -i 's/^.Container.$/[Container]\\nPodmanArgs=--ulimit gibberish/' $home/.config/containers/systemd/web.container`,
  first: null,
  pod: "down",
  nextBoot: "unknown",
  note: "podman's own words, under the name of the unit, that nobody knows: a report keeps of them that they are an error.",
});
