import { defineFault } from "../fault.ts";

export const storageOfRoots = defineFault({
  name: "storage-of-roots",
  on: "seed",
  plant: `chown root: $home/.local/share/containers/storage`,
  first: "storage-owned-by-other",
  pod: "down",
});
