import { defineHealthy } from "../fault.ts";
import { sharedImages } from "../shared-images.ts";

export const imageInAdditionalStore = defineHealthy({
  name: "image-in-additional-store",
  on: "seed",
  plant: sharedImages("$home/.config/containers/storage.conf"),
  looksLike: ["image-missing-locally"],
  note: "Its image lies in a store that the host shares among its accounts.",
});
