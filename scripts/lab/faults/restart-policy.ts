import { defineHealthy } from "../fault.ts";

export const restartPolicy = defineHealthy({
  name: "restart-policy",
  on: "restart-policy",
  looksLike: [
    "unit-dir-missing",
    "unit-not-enabled",
    "oneshot-without-remainafterexit",
    "podman-restart-not-enabled",
    "unless-stopped-not-covered",
  ],
  note: "A container with a restart policy and podman-restart.service enabled, but no unit of its own.",
});
