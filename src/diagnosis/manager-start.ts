import type { Known } from "../facts/fact.ts";
import type { Journal } from "../facts/journal.ts";
import type { Linger } from "../facts/linger.ts";
import type { Login } from "../facts/login.ts";
import type { Platform } from "../facts/platform.ts";

/**
 * Who first started the user manager in this boot: the boot itself, for a user who lingers; a login or somebody by hand;
 * nobody. `unknown` where what is there now cannot tell.
 */
export type StartedBy = "boot" | "other" | "nobody" | "unknown";

export interface ManagerStart {
  readonly by: StartedBy;
  /** Whether it was stopped and started again since: then what it says of its units is no longer of the boot. */
  readonly again: boolean;
  /** When it was last started, by the monotonic clock. */
  readonly startedUs?: number;
}

export interface ManagerStartFacts {
  readonly login: Known<Login>;
  readonly linger: Known<Linger>;
  readonly platform: Known<Platform>;
  readonly journal: Known<Journal>;
}

/** logind starts who lingers when it starts itself: at once, or minutes later where the boot is slow. */
const soonMs = 3_000;
const slowMs = 300_000;
/** The kernel tells its boot in whole seconds, and logind comes after it. */
const slackMs = 2_000;

/**
 * Judges by what no later login can have changed: since when lingering is as it is now, and the first start that the
 * boot's journal has. The hour of the manager's last start comes last, for a restart changes that.
 */
export function managerStartOf(facts: ManagerStartFacts): ManagerStart {
  const { login } = facts;
  const startedUs = login.known ? login.value.userManager.startedUs : undefined;
  return { ...startOf(facts), ...(startedUs === undefined ? {} : { startedUs }) };
}

function startOf({ login, linger, platform, journal }: ManagerStartFacts): ManagerStart {
  if (!login.known) return { by: "unknown", again: false };
  const told = journal.known ? startsIn(journal.value, login.value.userManager.name) : undefined;
  const again = (told?.count ?? 0) > 1;
  const lastUs = login.value.userManager.startedUs;
  // systemd forgets a unit that has ended and that nobody names; the journal does not.
  if (lastUs === undefined && told === undefined) return { by: "nobody", again };
  // What the boot started and what failed at once is up by somebody else's doing, if it is.
  const up = login.value.userManager.activeUs !== undefined;
  if (told?.up === false || (told === undefined && !up)) return { by: up ? "other" : "nobody", again };
  const logindUs = login.value.logind.startedUs;
  const ofNow = lastUs === undefined || logindUs === undefined ? undefined : (lastUs - logindUs) / 1000 < soonMs;
  const soon = told?.soon ?? ofNow;
  const atBoot = lingeredAtBoot(linger, platform);
  if (atBoot === false) return { by: "other", again };
  if (soon === true) return { by: "boot", again };
  // It lingered, and its last start is late: it was started again since, or logind did not know the user in time.
  if (told === undefined && atBoot === true) return { by: "unknown", again: true };
  return { by: "other", again };
}

/** Undefined where lingering has been changed since the boot. */
function lingeredAtBoot(linger: Known<Linger>, platform: Known<Platform>): boolean | undefined {
  if (!linger.known || !platform.known || platform.value.bootedAt === "") return undefined;
  const { enabled, sinceMs, changedMs } = linger.value;
  const bootMs = Date.parse(platform.value.bootedAt) + slackMs;
  if (enabled) return sinceMs !== undefined && sinceMs < bootMs ? true : undefined;
  return changedMs !== undefined && changedMs < bootMs ? false : undefined;
}

/** The starts of the manager in a journal that has the beginning of the boot: logind's own first words. */
function startsIn(
  journal: Journal,
  unit: string,
): { readonly soon: boolean; readonly up: boolean; readonly count: number } | undefined {
  if (journal.cut?.includes("manager")) return undefined;
  const logind = journal.lines.find(
    ({ identifier, message }) => identifier === "systemd-logind" && message.startsWith("New seat "),
  );
  const own = journal.lines.filter((line) => line.unit === unit && line.identifier === "systemd");
  const starts = own.filter(({ message }) => message.startsWith("Starting "));
  const [first] = starts;
  if (!logind || !first) return undefined;
  const outcome = own.find(({ message }) => /^(Started|Failed to start) |: Failed with result /.test(message));
  return {
    soon: first.atMs - logind.atMs < (hasSessionBefore(journal, first.atMs) ? soonMs : slowMs),
    up: outcome?.message.startsWith("Started ") ?? false,
    count: starts.length,
  };
}

/**
 * Whether anybody had logged in by then. logind tells of a session before the manager that it needs, and of the manager's
 * own one (systemd 257) after that was started.
 */
function hasSessionBefore({ lines }: Journal, atMs: number): boolean {
  return lines.some(
    (line) => line.identifier === "systemd-logind" && line.message.startsWith("New session ") && line.atMs <= atMs,
  );
}
