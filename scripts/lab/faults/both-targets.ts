import { defineHealthy } from "../fault.ts";

export const bothTargets = defineHealthy({
  name: "both-targets",
  on: "seed",
  plant: `sed -i 's/^WantedBy=.*/WantedBy=multi-user.target default.target/' $units/pod.service && mkdir $units/multi-user.target.wants && ln -s ../pod.service $units/multi-user.target.wants/ && chown -Rh podder: $units`,
  looksLike: ["wantedby-multi-user-target"],
});
