import { defineHealthy } from "../fault.ts";
import { sharedImages } from "../shared-images.ts";

export const imageInAdditionalStore = defineHealthy({
  name: "image-in-additional-store",
  on: "seed",
  releases: ["bookworm", "trixie", "sid"],
  plant: sharedImages("$home/.config/containers/storage.conf"),
  looksLike: ["image-missing-locally"],
  note: "Its image lies in a store that the host shares among its accounts. Not on bullseye: its podman's overlay wants a mount_program here, which a storage.conf without one takes away.",
});
