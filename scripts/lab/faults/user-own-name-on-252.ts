import { defineFault } from "../fault.ts";

export const userOwnNameOn252 = defineFault({
  name: "user-own-name-on-252",
  on: "seed",
  plant: `sed -i 's/^Type=/User=podder\\nType=/' $units/pod.service`,
  first: "user-directive-in-user-unit",
  pod: "down",
  mends: true,
  releases: ["bookworm"],
});
