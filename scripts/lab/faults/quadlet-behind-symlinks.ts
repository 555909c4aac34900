import { defineHealthy } from "../fault.ts";

export const quadletBehindSymlinks = defineHealthy({
  name: "quadlet-behind-symlinks",
  on: "quadlet",
  releases: ["trixie"],
  plant: `mkdir $home/pods && mv $home/.config/containers/systemd/* $home/pods/ && rmdir $home/.config/containers/systemd && ln -s $home/pods $home/.config/containers/systemd && chown -hR podder: $home/pods $home/.config/containers/systemd`,
  looksLike: ["quadlet-wrong-directory", "quadlet-bad-reference"],
});
