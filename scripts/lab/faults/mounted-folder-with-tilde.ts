import { defineFault } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const mountedFolderWithTilde = defineFault({
  name: "mounted-folder-with-tilde",
  on: "seed",
  plant: `mkdir -p $home/data && chown podder: $home/data
${podmanRun("--network none -v ~/data:/data localhost/app:1")}`,
  first: "bind-source-missing",
  pod: "down",
});
