import type { Evidence } from "../../src/diagnosis/check.ts";
import type { Login } from "../../src/facts/login.ts";

/**
 * When the account's manager first started in this boot. logind starts who lingers as soon as it runs itself, so later
 * means by a login, and never means that nobody logged in.
 */
export function managerStart({ userManager, logind }: Login): readonly Evidence[] {
  const source = `systemctl show ${userManager.name} ${logind.name} -p Id,InactiveExitTimestampMonotonic`;
  if (userManager.startedUs === undefined)
    return [{ source, lines: ["the user manager has not started in this boot"] }];
  const seconds = ((userManager.startedUs - (logind.startedUs ?? 0)) / 1e6).toFixed(1);
  return [
    {
      source,
      lines: [
        `the user manager first started ${seconds} s after ${logind.startedUs === undefined ? "the kernel" : "logind"}`,
      ],
    },
  ];
}
