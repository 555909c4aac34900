import { defineHealthy } from "../fault.ts";

export const generatedUnits = defineHealthy({
  name: "generated-units",
  on: "generate",
  releases: ["trixie"],
  looksLike: ["unit-not-enabled", "forking-without-pidfile"],
  note: "`podman generate systemd --new`; on bookworm only a whole kernel starts them (podman 4.3 in a hybrid container).",
});
