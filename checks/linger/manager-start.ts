import type { Evidence } from "../../src/diagnosis/check.ts";
import type { Login } from "../../src/facts/login.ts";
import type { Platform } from "../../src/facts/platform.ts";

/** When the account's manager first started in this boot: late means by a login, never means that nobody logged in. */
export function managerStart({ userManager }: Login, platform: Platform): readonly Evidence[] {
  const source = `systemctl show ${userManager.name} -p InactiveExitTimestampMonotonic`;
  if (userManager.startedUs === undefined)
    return [{ source, lines: ["the user manager has not started in this boot"] }];
  const seconds = (userManager.startedUs / 1e6).toFixed(1);
  return [{ source, lines: [`the user manager first started ${seconds} s after the boot of ${platform.bootedAt}`] }];
}
