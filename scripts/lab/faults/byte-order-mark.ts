import { defineHealthy } from "../fault.ts";

export const byteOrderMark = defineHealthy({
  name: "byte-order-mark",
  on: "seed",
  plant: `printf "\\357\\273\\277" | cat - $units/pod.service > $units/x && mv $units/x $units/pod.service && chown podder: $units/pod.service`,
  looksLike: ["unit-syntax-error"],
});
