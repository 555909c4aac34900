import { defineFault } from "../fault.ts";

export const dropinSecondExecstart = defineFault({
  name: "dropin-second-execstart",
  on: "seed",
  plant: `mkdir -p $units/pod.service.d && printf '[Service]\\nExecStart=/usr/bin/podman pod start --latest\\n' > $units/pod.service.d/override.conf && chown -R podder: $units`,
  first: "dropin-breaks-unit",
  pod: "down",
});
