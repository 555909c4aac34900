import { defineFault } from "../fault.ts";

export const podmanRestartDisabled = defineFault({
  name: "podman-restart-disabled",
  on: "restart-policy",
  plant: "rm $units/default.target.wants/podman-restart.service",
  first: "podman-restart-not-enabled",
  pod: "down",
  mends: true,
});
