import { defineHealthy } from "../fault.ts";

export const requiresDbusSocket = defineHealthy({
  name: "requires-dbus-socket",
  on: "seed",
  plant: `sed -i 's/^Wants=/Requires=/' $units/pod.service`,
  looksLike: ["dbus-socket-dependency-in-unit"],
});
