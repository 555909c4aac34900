import { defineHealthy } from "../fault.ts";

export const othersLinger = defineHealthy({
  name: "others-linger",
  on: "seed",
  plant: `touch /var/lib/systemd/linger/other /var/lib/systemd/linger/ghost`,
  looksLike: ["linger-wrong-user", "linger-file-without-user"],
});
