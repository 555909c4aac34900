import type { UserManager } from "../../src/facts/user-manager.ts";
import type { RepairStep } from "../../src/repair/repair.ts";

/** Opens the bus now, where a manager runs that can; else the next boot does. Stopping it again would cut off what uses it. */
export function startSocket(manager: UserManager): readonly RepairStep[] {
  if (!manager.answers) return [];
  return [
    { kind: "command", as: "user", argv: ["systemctl", "--user", "daemon-reload"] },
    { kind: "command", as: "user", argv: ["systemctl", "--user", "start", "dbus.socket"] },
  ];
}
