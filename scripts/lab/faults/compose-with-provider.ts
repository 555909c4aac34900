import { defineHealthy } from "../fault.ts";

export const composeWithProvider = defineHealthy({
  name: "compose-with-provider",
  on: "seed",
  releases: ["trixie"],
  plant: `printf '#!/bin/sh\\nexec /usr/bin/podman pod start web\\n' > /usr/local/bin/podman-compose && chmod 755 /usr/local/bin/podman-compose
sed -i 's|^Type=.*|Type=oneshot|; s|^ExecStart=.*|ExecStart=/usr/bin/podman compose up -d|' $units/pod.service`,
  looksLike: ["podman-compose-as-user-unit"],
  note: "A stand-in for podman-compose: what matters is that podman finds one. podman 4.3 has no compose command.",
});
