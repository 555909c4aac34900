import { defineFault } from "../fault.ts";
import { sharedImages } from "../shared-images.ts";

export const imageInStoreForRoot = defineFault({
  name: "image-in-store-for-root",
  on: "seed",
  plant: `mkdir -p $home/.config/containers
${sharedImages("/etc/containers/storage.conf")}`,
  first: "image-missing-locally",
  pod: "down",
  note: "The store with its image is named in the host's storage.conf, which counts for root's podman only.",
});
