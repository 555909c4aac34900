import { defineFault } from "../fault.ts";

export const startsStaleId = defineFault({
  name: "starts-stale-id",
  on: "seed",
  plant: `id=$(printf web | sha256sum | cut -d' ' -f1)
sed -i "s|^ExecStart=.*|ExecStart=/usr/bin/podman start $id|" $units/pod.service`,
  first: "stale-generated-unit-ids",
  pod: "down",
  note: "As podman generate systemd writes it without --new, after the container was made anew.",
});
