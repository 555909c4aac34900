import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const mountedFolderNotThere = defineFault({
  name: "mounted-folder-not-there",
  on: "seed",
  plant: podmanRun("--network none -v /srv/data:/data localhost/app:1"),
  first: "bind-source-missing",
  pod: "down",
});
