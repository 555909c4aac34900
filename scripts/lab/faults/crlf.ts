import { defineHealthy } from "../fault.ts";

export const crlf = defineHealthy({
  name: "crlf",
  on: "seed",
  plant: `sed -i 's/$/\\r/' $units/pod.service`,
  looksLike: ["unit-syntax-error"],
});
