import { defineHealthy } from "../fault.ts";

export const backupOfRoots = defineHealthy({
  name: "backup-of-roots",
  on: "seed",
  plant: `install -m 600 $units/pod.service $units/pod.service.bak`,
  looksLike: ["unit-unreadable"],
  note: "As `sudo cp` leaves it under a strict umask: systemd reads no file with that ending.",
});
