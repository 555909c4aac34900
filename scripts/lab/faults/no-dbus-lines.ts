import { defineHealthy } from "../fault.ts";

export const noDbusLines = defineHealthy({
  name: "no-dbus-lines",
  on: "seed",
  plant: `sed -i '/dbus.socket/d' $units/pod.service`,
  looksLike: ["dbus-socket-dependency-in-unit"],
});
