import { defineFault } from "../fault.ts";

export const mountedFolderRemoved = defineFault({
  name: "mounted-folder-removed",
  on: "seed",
  releases: ["trixie"],
  plantRunning: `P() { runuser -u podder -- env XDG_RUNTIME_DIR=/run/user/$uid HOME=$home "$@"; }
cd /
P systemctl --user stop pod.service
P podman rm web-app
P mkdir $home/data
P podman create --pod web --name web-app -v $home/data:/data localhost/app:1
P systemctl --user start pod.service
P systemctl --user stop pod.service
rmdir $home/data
P systemctl --user start pod.service || true`,
  first: "bind-source-missing",
  pod: "down",
  note: "`podman pod start`: what the container mounts stands in the specification of its last start only.",
});
