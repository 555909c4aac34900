import { defineFault } from "../fault.ts";

export const userBusMasked = defineFault({
  name: "user-bus-masked",
  on: "seed",
  plant: `ln -s /dev/null $units/dbus.socket && chown -h podder: $units/dbus.socket`,
  first: "dbus-socket-masked",
  pod: "down",
  mends: ["--only", "dbus-socket-masked"],
});
