import { defineCheck } from "../../src/diagnosis/check.ts";
import { asRoot, pass } from "../../src/diagnosis/findings.ts";
import { explicitRepairOf } from "../../src/repair/repair.ts";
import { startManager } from "./start-manager.ts";

export const userManagerMasked = defineCheck({
  id: "user-manager-masked",
  group: "user-manager",
  title: "Nothing of the user manager is masked",
  layer: "user-manager",
  step: "manager",
  repair: "root",
  facts: ["account", "login"],
  judge({ account, login }) {
    const units = [login.logind, login.runtimeDirectory, login.userManager];
    const masked = units.filter(({ loadState }) => loadState === "masked");
    const evidence = (masked.length > 0 ? masked : units).map((unit) => ({
      source: `systemctl show ${unit.name} -p LoadState`,
      lines: [`LoadState=${unit.loadState}`],
    }));
    const [first] = masked;
    if (!first) return pass(account.name, "Nothing of the user manager is masked", ...evidence);
    return {
      subject: account.name,
      status: "fail",
      summary: `${first.name} is masked`,
      because: `${first.name} is masked, so systemd never starts ${account.name}'s user manager`,
      evidence,
      fix: asRoot(
        `systemctl unmask ${first.name} ${first.name.replace(/@\d+/, "@")}`,
        `systemctl start ${login.userManager.name}`,
      ),
      ...(masked.every(({ fragmentPath }) => fragmentPath !== "")
        ? {
            repair: explicitRepairOf(
              ...masked.map(({ fragmentPath }) => ({ kind: "remove", as: "root", path: fragmentPath }) as const),
              { kind: "command", as: "root", argv: ["systemctl", "daemon-reload"] },
              startManager(account.uid),
            ),
          }
        : {}),
    };
  },
  explanation: {
    what: "user@.service, user-runtime-dir@.service or systemd-logind.service is linked to /dev/null, for all users or for this one.",
    why: "A masked unit cannot be started by anything. logind reports this at debug level only, so at boot there is no message at all.",
    see: [
      "systemctl show user@UID.service user-runtime-dir@UID.service -p Id,LoadState",
      "ls -l /etc/systemd/system/user@*",
    ],
    mend: "As root: `systemctl unmask user@UID.service user@.service`, then `systemctl start user@UID.service`. Somebody masked it on purpose, perhaps to save memory: ask first.",
    healthy: "A mask of user@0.service, or of another user's manager, is nothing to this account.",
    sources: [
      "src/login/logind-user.c, user_start_service",
      "failure catalogue A12",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
