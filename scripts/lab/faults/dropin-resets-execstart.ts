import { defineHealthy } from "../fault.ts";

export const dropinResetsExecstart = defineHealthy({
  name: "dropin-resets-execstart",
  on: "seed",
  plant: `mkdir -p $units/pod.service.d && printf '[Service]\\nExecStart=\\nExecStart=/usr/bin/podman --log-level=warn pod start web\\n' > $units/pod.service.d/override.conf && chown -R podder: $units`,
  looksLike: ["dropin-breaks-unit"],
});
