import type { Evidence } from "../../src/diagnosis/check.ts";
import type { Login } from "../../src/facts/login.ts";

/**
 * When the account's manager was last started in this boot. logind starts who lingers as soon as it runs itself, so later
 * means by a login, and never means that nobody logged in.
 */
export function managerStart({ userManager, logind }: Login): readonly Evidence[] {
  const property = "InactiveExitTimestampMonotonic";
  if (userManager.startedUs === undefined) {
    return [
      {
        source: `systemctl show ${userManager.name} -p ${property}`,
        lines: ["the user manager has not started in this boot"],
      },
    ];
  }
  const seconds = ((userManager.startedUs - (logind.startedUs ?? 0)) / 1e6).toFixed(1);
  const since = logind.startedUs === undefined ? "the kernel" : "logind";
  return [
    {
      source: `systemctl show ${logind.name} ${userManager.name} -p ${property}`,
      lines: [`the user manager started ${seconds} s after ${since}`],
    },
  ];
}
