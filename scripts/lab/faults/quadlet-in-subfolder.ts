import { defineHealthy } from "../fault.ts";

export const quadletInSubfolder = defineHealthy({
  name: "quadlet-in-subfolder",
  on: "quadlet",
  releases: ["trixie"],
  plant: `mkdir $home/.config/containers/systemd/web && mv $home/.config/containers/systemd/web.* $home/.config/containers/systemd/web/ && chown -R podder: $home/.config/containers/systemd`,
  looksLike: ["quadlet-wrong-directory"],
});
