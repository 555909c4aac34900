import { defineHealthy } from "../fault.ts";
import { smallHome } from "../home-elsewhere.ts";

export const diskNearlyFull = defineHealthy({
  name: "disk-nearly-full",
  on: "seed",
  plant: smallHome("size=64m", "dd if=/dev/zero of=room bs=64k count=128; dd if=/dev/zero of=full bs=64k; rm room"),
  looksLike: ["disk-full", "home-not-mounted-at-boot"],
});
