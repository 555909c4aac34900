import type { Account, BootReport } from "./host-under-test.ts";
import { UIDS, userArgv } from "./session.ts";

/** Whether a state of `systemctl is-system-running` is one that passes by itself (systemctl(1); empty: no answer yet). */
export function isStarting(state: string): boolean {
  return ["", "offline", "unknown", "initializing", "starting"].includes(state);
}

export interface BootingHost {
  /** When the boot began, and when waiting ends, as Date.now(). */
  readonly begun: number;
  readonly deadline: number;
  /** The accounts that linger. */
  readonly users: readonly Account[];
  /** What a command prints in the host, run as root. */
  state(argv: readonly string[]): Promise<string>;
  /** Whether a user manager is there to be asked. */
  hasManager(uid: number): Promise<boolean>;
}

/** Waits until a booting host's systemd, and after it each lingering account's manager, has settled; says what they came to. */
export async function bootReport(host: BootingHost): Promise<BootReport> {
  const { begun, deadline } = host;
  const system = await settled(deadline, () => host.state(["systemctl", "is-system-running"]));
  const systemTime = Date.now() - begun;
  const users: Record<string, string> = {};
  for (const user of host.users) {
    users[user] = await settled(deadline, async () => {
      // Looked for before it is asked: a user manager that is not there must not be waited for.
      if (!(await host.hasManager(UIDS[user]))) return "absent";
      return host.state(userArgv(user, "environment", undefined, ["systemctl", "--user", "is-system-running"]));
    });
  }
  return {
    system,
    users,
    settled: !isStarting(system) && !Object.values(users).some(isStarting),
    milliseconds: { system: systemTime, all: Date.now() - begun },
  };
}

async function settled(deadline: number, ask: () => Promise<string>): Promise<string> {
  for (;;) {
    const state = await ask();
    if (!isStarting(state) || Date.now() > deadline) return state;
    await Bun.sleep(100);
  }
}
