import { defineHealthy } from "../fault.ts";

export const startedThroughOthers = defineHealthy({
  name: "started-through-others",
  on: "seed",
  plant: `sed -i 's|^ExecStart=.*|ExecStart=/usr/bin/env LANG=C nice -n 5 timeout 60 podman --log-level=warn pod start web|' $units/pod.service`,
  looksLike: ["execstart-not-absolute", "exec-missing"],
  note: "podman behind env, nice and timeout.",
});
