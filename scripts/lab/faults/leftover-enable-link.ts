import { defineHealthy } from "../fault.ts";

export const leftoverEnableLink = defineHealthy({
  name: "leftover-enable-link",
  on: "seed",
  plant: `ln -s ../old.service $units/default.target.wants/old.service`,
  looksLike: ["dangling-enable-link"],
});
