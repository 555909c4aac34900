import { expect, test } from "bun:test";
import type { Journal } from "../facts/journal.ts";
import type { Linger } from "../facts/linger.ts";
import type { Login, SystemUnit } from "../facts/login.ts";
import type { Platform } from "../facts/platform.ts";
import { managerStartOf } from "./manager-start.ts";

const bootMs = Date.parse("2026-11-23T06:50:11.000Z");
const name = "user@1001.service";

function unit(name: string, startedUs?: number): SystemUnit {
  const state = { loadState: "loaded", activeState: "active", subState: "running", result: "success", mainStatus: 0 };
  const times = startedUs === undefined ? {} : { startedUs, activeUs: startedUs + 1 };
  return { name, ...state, fragmentPath: "", dropInPaths: [], ...times };
}

interface Given {
  /** Seconds after logind's start at which the manager was last started. */
  readonly last?: number;
  readonly linger: "on" | "off";
  /** Seconds after the boot at which lingering was last turned on or off. */
  readonly changed: number;
  /** Messages about the manager, by seconds after logind's start; none where the journal may not be read. */
  readonly said?: readonly (readonly [second: number, message: string])[];
}

function startOf({ last, linger, changed, said }: Given) {
  const logindUs = 2_000_000;
  const login: Login = {
    userManager: unit(name, last === undefined ? undefined : logindUs + last * 1e6),
    runtimeDirectory: unit("user-runtime-dir@1001.service"),
    logind: unit("systemd-logind.service", logindUs),
  };
  const at = bootMs + changed * 1000;
  const lingers: Linger = {
    path: "/var/lib/systemd/linger/podder",
    enabled: linger === "on",
    ...(linger === "on" ? { sinceMs: at } : {}),
    changedMs: at,
    others: [],
  };
  const line = (second: number, identifier: string, unit: string, message: string) => ({
    atMs: bootMs + 2000 + second * 1000,
    unit,
    identifier,
    message,
  });
  const lines = (said ?? []).map(([second, message]) =>
    message.startsWith("New ") ? line(second, "systemd-logind", "", message) : line(second, "systemd", name, message),
  );
  const journal: Journal = {
    lines: said ? [line(0, "systemd-logind", "", "New seat seat0."), ...lines] : [],
    complete: said !== undefined,
    command: "journalctl -b 0",
  };
  const platform = { bootedAt: new Date(bootMs).toISOString() } as Platform;
  const known = <T>(value: T) => ({ known: true as const, value });
  return managerStartOf({
    login: known(login),
    linger: known(lingers),
    platform: known(platform),
    journal: known(journal),
  });
}

const start = (second: number) =>
  [
    [second, `Starting ${name} - User Manager for UID 1001...`],
    [second + 0.1, `Started ${name} - User Manager for UID 1001.`],
  ] as const;

test.each<[string, Given, string, boolean]>([
  ["lingering, at boot", { last: 0.1, linger: "on", changed: -9 }, "boot", false],
  [
    "an autologin within a second, lingering off since before",
    { last: 0.1, linger: "off", changed: -9 },
    "other",
    false,
  ],
  ["a login hours later", { last: 9000, linger: "off", changed: -9 }, "other", false],
  ["nobody", { linger: "off", changed: -9 }, "nobody", false],
  ["lingering turned on since, which started it", { last: 9000, linger: "on", changed: 9002 }, "other", false],
  ["lingering turned off since", { last: 0.1, linger: "off", changed: 9000 }, "boot", false],
  [
    "restarted since, as the journal has it",
    { last: 900, linger: "on", changed: -9, said: [...start(0.1), ...start(900)] },
    "boot",
    true,
  ],
  [
    "restarted since, or late: who cannot read the journal cannot tell",
    { last: 900, linger: "on", changed: -9 },
    "unknown",
    true,
  ],
  [
    "lingering, and late: logind did not know the user in time",
    { last: 900, linger: "on", changed: -9, said: start(900) },
    "other",
    false,
  ],
  [
    "a boot so slow that the manager came much later than logind, before anybody had logged in",
    {
      last: 40,
      linger: "on",
      changed: -9,
      said: [...start(40), [40.05, "New session c1 of user podder."]],
    },
    "boot",
    false,
  ],
  [
    "lingering, and late, with a login",
    { last: 40, linger: "on", changed: -9, said: [[39.9, "New session 1 of user podder."], ...start(40)] },
    "other",
    false,
  ],
  [
    "failed at boot, started by hand",
    {
      last: 900,
      linger: "on",
      changed: -9,
      said: [[0.1, `Starting ${name}`], [0.2, `${name}: Failed with result 'exit-code'.`], ...start(900)],
    },
    "other",
    true,
  ],
  ["stopped since, and forgotten by systemd", { linger: "on", changed: -9, said: start(0.1) }, "boot", false],
] as const)("%s", (_, given, by, again) => {
  expect(startOf(given)).toMatchObject({ by: by as ReturnType<typeof startOf>["by"], again });
});
