import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const mountedFolderInClosedFolder = defineFault({
  name: "mounted-folder-in-closed-folder",
  on: "seed",
  plant: `mkdir -p /srv/closed/data && chmod 700 /srv/closed
${podmanRun("--network none -v /srv/closed/data:/data localhost/app:1")}`,
  first: "bind-source-permission",
  pod: "down",
});
