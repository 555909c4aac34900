import { defineHealthy } from "../fault.ts";

export const rootHasACopy = defineHealthy({
  name: "root-has-a-copy",
  on: "seed",
  plant: `mkdir -p /root/.config/systemd/user/default.target.wants && cp $units/pod.service /root/.config/systemd/user/ && ln -s ../pod.service /root/.config/systemd/user/default.target.wants/`,
  looksLike: ["enabled-in-wrong-manager"],
});
