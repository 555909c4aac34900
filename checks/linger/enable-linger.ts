import type { RepairStep } from "../../src/repair/repair.ts";

/** Turns lingering on; logind writes the file and starts the manager at once (loginctl(1)). */
export function enableLinger(name: string): RepairStep {
  return {
    kind: "command",
    as: "root",
    argv: ["loginctl", "enable-linger", "--", name],
    undo: ["loginctl", "disable-linger", "--", name],
  };
}
