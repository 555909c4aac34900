import type { Known } from "../facts/fact.ts";
import type { FactStore } from "../facts/fact-store.ts";
import type { Journal } from "../facts/journal.ts";
import type { Linger } from "../facts/linger.ts";
import type { Login } from "../facts/login.ts";
import type { PodUnits } from "../facts/pod-units.ts";
import { monotonicUs } from "../facts/properties.ts";
import { isDoubtful } from "./findings.ts";

export type LastBoot = "started" | "failed" | "not-attempted" | "partly" | "unknown";

/** What became of one pod unit in this boot, as far as the running manager tells. */
export interface UnitFate {
  readonly name: string;
  /** `up`: active; `failed`; `down`: inactive; `unseen`: no manager to ask. */
  readonly state: "up" | "failed" | "down" | "unseen";
  /** Whether a start was ever attempted by this manager. */
  readonly attempted: boolean;
  /** Whether it ever was active: else its very start failed. */
  readonly everUp: boolean;
  /** conmon processes of the account; undefined where they could not be counted. */
  readonly containers?: number;
}

/** The fate of each pod unit; empty where there is none. */
export async function unitFates(store: FactStore): Promise<readonly UnitFate[]> {
  const [pods, states, containers] = await Promise.all([
    store.fact("podUnits"),
    store.fact("unitStates"),
    store.fact("containers"),
  ]);
  if (!pods.known) return [];
  const running = containers.known ? { containers: containers.value.running.length } : {};
  const certain = pods.value.units.filter((unit) => !isDoubtful(unit, pods.value));
  return certain.map(({ name }) => {
    const properties = states.known && states.value.answers ? states.value.units.get(name) : undefined;
    if (!properties) return { name, state: "unseen", attempted: false, everUp: false, ...running };
    const active = properties["ActiveState"] ?? "";
    return {
      name,
      state: active === "failed" ? "failed" : active === "active" || active === "reloading" ? "up" : "down",
      attempted: monotonicUs(properties, "InactiveExitTimestampMonotonic") !== undefined,
      everUp: monotonicUs(properties, "ActiveEnterTimestampMonotonic") !== undefined,
      ...running,
    };
  });
}

/**
 * What happened at the last boot, from what no later login can have changed: without lingering no manager was started
 * by the boot, whoever logged in since (catalogue 0.1, rule 1).
 */
export function lastBootOf(
  fates: readonly UnitFate[],
  linger: Known<Linger>,
  login: Known<Login>,
  pods: Known<PodUnits>,
): LastBoot {
  // Without a manager no service has been generated from a quadlet; the quadlet was to start all the same.
  const quadlets = pods.known && pods.value.quadlets.length > 0;
  if (fates.length === 0 && !quadlets) return "unknown";
  if (login.known && login.value.userManager.startedUs === undefined) return "not-attempted";
  if (linger.known && !linger.value.enabled && !startedByBoot(login)) return "not-attempted";
  if (fates.length === 0 || fates.some(({ state }) => state === "unseen")) return "unknown";
  const up = fates.filter(({ state }) => state === "up").length;
  if (up === fates.length) return "started";
  if (up > 0) return "partly";
  if (fates.every(({ attempted }) => !attempted)) return "not-attempted";
  return "failed";
}

/**
 * What the journal says of the units at an earlier boot, which no running manager remembers.
 *
 * @returns `unknown` where this reader does not see all of that boot and nothing speaks for itself
 */
export function earlierBootOf(units: readonly string[], journal: Known<Journal>): LastBoot {
  if (!journal.known || units.length === 0) return "unknown";
  const fates = units.map((unit) => {
    const words = journal.value.lines
      .filter((line) => line.unit === unit && line.identifier === "systemd")
      .map(({ message }) => message);
    if (words.some((message) => /^Failed to start |Failed with result/.test(message))) return "failed";
    return words.some((message) => /^(Started|Finished) /.test(message)) ? "started" : "absent";
  });
  if (fates.every((fate) => fate === "started")) return "started";
  if (fates.includes("started")) return "partly";
  if (fates.includes("failed")) return "failed";
  return journal.value.complete ? "not-attempted" : "unknown";
}

/** logind starts who lingers when it starts itself; nobody logs in that soon. Lingering may have been turned off since. */
const soonUs = 3_000_000;

function startedByBoot(login: Known<Login>): boolean {
  if (!login.known) return false;
  const { userManager, logind } = login.value;
  if (userManager.startedUs === undefined || logind.startedUs === undefined) return false;
  return userManager.startedUs - logind.startedUs < soonUs;
}
