import type { Evidence } from "../../src/diagnosis/check.ts";
import type { Login } from "../../src/facts/login.ts";

/** 224 is systemd's exit status for a PAM session that could not be opened (systemd.exec(5)). */
const pamStatus = 224;

/** That PAM refused the manager, where it did in this boot. */
export function pamEvidence({ userManager }: Login): readonly Evidence[] {
  if (userManager.mainStatus !== pamStatus) return [];
  return [
    {
      source: `systemctl show ${userManager.name} -p Result,ExecMainStatus`,
      lines: [`Result=${userManager.result}`, `ExecMainStatus=${pamStatus} (PAM)`],
    },
  ];
}
