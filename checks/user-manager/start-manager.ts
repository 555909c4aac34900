import type { RepairStep } from "../../src/repair/repair.ts";

/** Starts the account's manager as a boot with lingering would; taken back, it is stopped with all that it runs. */
export function startManager(uid: number): RepairStep {
  const unit = `user@${uid}.service`;
  return { kind: "command", as: "root", argv: ["systemctl", "start", unit], undo: ["systemctl", "stop", unit] };
}
