import { startedBy } from "../facts/boot-graph.ts";
import type { Known } from "../facts/fact.ts";
import type { FactStore } from "../facts/fact-store.ts";
import { type Journal, skippedFor } from "../facts/journal.ts";
import type { PodUnits } from "../facts/pod-units.ts";
import { monotonicUs, type Properties } from "../facts/properties.ts";
import { isDoubtful } from "./findings.ts";
import type { ManagerStart } from "./manager-start.ts";

export type LastBoot = "started" | "failed" | "not-attempted" | "partly" | "unknown";

/** What became of one pod unit in this boot, as far as the running manager tells. */
export interface UnitFate {
  readonly name: string;
  /** `up`: active; `failed`; `down`: inactive; `underway`: it is starting, or waits for what does; `unseen`: no manager to ask. */
  readonly state: "up" | "failed" | "down" | "underway" | "unseen";
  /** Whether a start was ever attempted by this manager. */
  readonly attempted: boolean;
  /** The boot was done when it was first started: that was somebody else's doing. */
  readonly afterBoot?: true;
  /** When the boot was done with it, by the monotonic clock; undefined where that cannot be told. */
  readonly bootDoneUs?: number;
  /** Its last start was later than that. */
  readonly startedLater?: true;
  /** It ended a good while after it had come up. */
  readonly stayed?: true;
  /** Whether it ever was active: else its very start failed. */
  readonly everUp: boolean;
  /** conmon processes of the account; undefined where they could not be counted. */
  readonly containers?: number;
}

/** The fate of each pod unit; empty where there is none. */
export async function unitFates(store: FactStore): Promise<readonly UnitFate[]> {
  const [pods, states, containers, graph] = await Promise.all([
    store.fact("podUnits"),
    store.fact("unitStates"),
    store.fact("containers"),
    store.fact("bootGraph"),
  ]);
  if (!pods.known) return [];
  const running = containers.known ? { containers: containers.value.running.length } : {};
  const certain = pods.value.units.filter((unit) => !isDoubtful(unit, pods.value));
  const target = states.known && states.value.answers ? states.value.units.get("default.target") : undefined;
  return certain.map(({ name }) => {
    const properties = states.known && states.value.answers ? states.value.units.get(name) : undefined;
    if (!properties) return { name, state: "unseen", attempted: false, everUp: false, ...running };
    // A timer, socket or path that the boot starts does so when its time comes.
    const triggered = graph.known && !graph.value.reached.has(name) && startedBy(name, graph.value) !== undefined;
    const doneUs = target === undefined || triggered ? undefined : bootDoneUs(name, target);
    const isLate = (us: number | undefined) => us !== undefined && doneUs !== undefined && us > doneUs;
    return {
      name,
      state: stateOf(name, properties, target),
      attempted: monotonicUs(properties, "InactiveExitTimestampMonotonic") !== undefined,
      ...(isLate(onlyStartUs(properties)) ? { afterBoot: true as const } : {}),
      ...(doneUs === undefined ? {} : { bootDoneUs: doneUs }),
      ...(isLate(monotonicUs(properties, "InactiveExitTimestampMonotonic")) ? { startedLater: true as const } : {}),
      ...(hasStayed(properties) ? { stayed: true as const } : {}),
      everUp: monotonicUs(properties, "ActiveEnterTimestampMonotonic") !== undefined,
      ...running,
    };
  });
}

/** `SubState=auto-restart` is between two failures, and no start. */
function stateOf(name: string, properties: Properties, target: Properties | undefined): UnitFate["state"] {
  const active = properties["ActiveState"] ?? "";
  if (active === "failed") return "failed";
  if (active === "active" || active === "reloading") return "up";
  if (active === "activating") return /^auto-restart/.test(properties["SubState"] ?? "") ? "down" : "underway";
  const untried = monotonicUs(properties, "InactiveExitTimestampMonotonic") === undefined;
  const untold = monotonicUs(properties, "ConditionTimestampMonotonic") === undefined;
  // default.target waits for all that it pulls in: while it has not been reached, this one's turn is yet to come.
  return untried && untold && target !== undefined && isPending(target) && pullsIn(target, name) ? "underway" : "down";
}

function isPending(target: Properties): boolean {
  return target["ActiveState"] === "inactive" && monotonicUs(target, "ActiveEnterTimestampMonotonic") === undefined;
}

function pullsIn(target: Properties, name: string): boolean {
  return (target["After"] ?? "").split(" ").includes(name);
}

/** default.target is reached when all that it pulls in is done; what its other units pull in comes soon after. */
const slackUs = { pulledIn: 1_000_000, other: 5_000_000 };

function bootDoneUs(name: string, target: Properties): number | undefined {
  const reachedUs = monotonicUs(target, "ActiveEnterTimestampMonotonic");
  return reachedUs === undefined ? undefined : reachedUs + (pullsIn(target, name) ? slackUs.pulledIn : slackUs.other);
}

function hasStayed(properties: Properties): boolean {
  const upUs = monotonicUs(properties, "ActiveEnterTimestampMonotonic");
  const endUs = monotonicUs(properties, "ActiveExitTimestampMonotonic");
  return upUs !== undefined && endUs !== undefined && endUs - upUs > upForMs * 1000;
}

/**
 * When a unit was started that had never been up or failed before: of an earlier start only the journal tells, which may
 * have lost the boot's lines to rotation while the pod was restarted (podman-auto-update, by hand).
 */
function onlyStartUs(properties: Properties): number | undefined {
  const before = ["ActiveExitTimestampMonotonic", "InactiveEnterTimestampMonotonic"];
  if (before.some((name) => monotonicUs(properties, name) !== undefined)) return undefined;
  return monotonicUs(properties, "InactiveExitTimestampMonotonic");
}

/**
 * What happened at the last boot, from what no later login can have changed: without lingering no manager was started
 * by the boot, whoever logged in since (catalogue 0.1, rule 1), and a unit whose first attempt failed did not start at
 * boot, whoever started it since.
 */
export function lastBootOf(
  fates: readonly UnitFate[],
  manager: ManagerStart,
  pods: Known<PodUnits>,
  journal: Known<Journal>,
  begins = false,
): LastBoot {
  // Without a manager no service has been generated from a quadlet; the quadlet was to start all the same.
  const quadlets = pods.known && pods.value.quadlets.length > 0;
  if (fates.length === 0 && !quadlets) return "unknown";
  if (manager.by === "nobody" || manager.by === "other") return "not-attempted";
  const told = fates.map((fate) => atThisBoot(fate, manager, journal, begins));
  if (told.length === 0 || told.includes("unseen")) return "unknown";
  return summed(told);
}

/** The journal has the boot's own attempt; a manager only remembers the last one, and none of its predecessor's. */
function atThisBoot(fate: UnitFate, manager: ManagerStart, journal: Known<Journal>, begins: boolean): BootFate {
  const { name, state, attempted, afterBoot, startedLater, stayed } = fate;
  // The times of a manager that was started again are not the boot's.
  if (afterBoot && !manager.again) return "absent";
  const told = journal.known && !journal.value.cut?.includes("units") ? firstAttempt(name, journal.value) : "absent";
  if (told !== "absent" && !(beginsLate(fate, manager, journal) && triedInTime(fate, manager))) {
    if (beginsLate(fate, manager, journal)) return begins && !manager.again ? "absent" : "unseen";
    // Nobody stopped it, and it is down: it ended by itself, of which a user's manager says no word.
    const ended = told === "started" && (state === "failed" || state === "down");
    return ended && journal.known && !endsIn(name, journal.value) ? "failed" : told;
  }
  if (state === "unseen" || manager.again || manager.by === "unknown") return "unseen";
  if (startedLater) return begins ? "absent" : "unseen";
  if (state === "up") return "started";
  if (state === "underway") return "unseen";
  if (!attempted) return "absent";
  return stayed ? "started" : "failed";
}

/** Whether what is known of a unit's start is of a later one than the boot's, while there may have been one of the boot. */
export function isLaterStart(fate: UnitFate, manager: ManagerStart, journal: Known<Journal>): boolean {
  if (fate.afterBoot || manager.again || triedInTime(fate, manager)) return false;
  return fate.startedLater === true || beginsLate(fate, manager, journal);
}

/**
 * Whether the manager remembers the boot's own attempt as the last one. Then the journal's hour is not the attempt's: it
 * was rotated since, or journald was held up (booted: bookworm and trixie, stopped for 4 s).
 */
function triedInTime({ attempted, bootDoneUs, startedLater }: UnitFate, { again }: ManagerStart): boolean {
  return attempted && bootDoneUs !== undefined && !startedLater && !again;
}

/**
 * Whether a start in this boot is not the boot's own by the hour at which the journal first speaks of the unit: then it
 * had none, or the journal was rotated since.
 */
function beginsLate(
  { name, bootDoneUs }: UnitFate,
  { again, startedUs }: ManagerStart,
  journal: Known<Journal>,
): boolean {
  if (!journal.known) return false;
  const first = journal.value.lines.find((line) => line.unit === name && line.identifier === "systemd");
  const limitUs = again ? startedUs : bootDoneUs;
  return first?.monotonicUs !== undefined && limitUs !== undefined && first.monotonicUs > limitUs;
}

type BootFate = "started" | "failed" | "absent" | "unseen";

function summed(fates: readonly BootFate[]): LastBoot {
  if (fates.every((fate) => fate === "started")) return "started";
  if (fates.includes("started")) return "partly";
  return fates.includes("failed") ? "failed" : "not-attempted";
}

/**
 * What the journal says of the units at an earlier boot, which no running manager remembers.
 *
 * @param begins whether the journal has how the account's manager began; undefined where that is not known
 * @returns `unknown` where this reader does not see all of that boot and nothing speaks for itself
 */
export function earlierBootOf(units: readonly string[], journal: Known<Journal>, begins?: boolean): LastBoot {
  if (!journal.known || units.length === 0) return "unknown";
  const fates = units.map((unit) => firstAttempt(unit, journal.value));
  const nothing = fates.every((fate) => fate === "absent");
  if (begins === false && !(nothing && hadNoManager(journal.value))) return "unknown";
  return nothing && !journal.value.complete ? "unknown" : summed(fates);
}

/** Whether the journal has logind's first words, and none of the account's manager. */
function hadNoManager({ lines }: Journal): boolean {
  const logind = lines.some(
    ({ identifier, message }) => identifier === "systemd-logind" && message.startsWith("New seat "),
  );
  return logind && !lines.some(({ unit }) => unit.startsWith("user@"));
}

function endsIn(unit: string, { lines }: Journal): boolean {
  return lines.some((line) => line.unit === unit && /^Stopp(ing|ed) |: Failed with result /.test(line.message));
}

/** Who fails after having been up for longer did start at boot. */
const upForMs = 60_000;

/**
 * What came of a unit's first start of the boot, with what its Restart= made of it: systemd says "Scheduled restart job"
 * before such a start, and nothing before one that somebody asked for.
 */
export function firstAttempt(unit: string, journal: Journal): "started" | "failed" | "absent" {
  let fate: "started" | "failed" | "absent" = "absent";
  let upMs: number | undefined;
  let skippedMs: number | undefined;
  // A pod is told nothing: it ends with its containers, and with an error where the manager goes as well (booted: trixie).
  const stops = journal.lines.filter(
    ({ identifier, message }) => identifier === "systemd" && /^Stopping /.test(message),
  );
  const endsWithOthers = (from: number, to: number) => stops.some(({ atMs }) => atMs >= from && atMs < to);
  for (const line of journal.lines.filter((line) => line.unit === unit && line.identifier === "systemd")) {
    const { message, atMs } = line;
    if (fate === "absent" && skippedFor(line) !== undefined) skippedMs ??= atMs;
    // Who starts what the boot has skipped is not the boot.
    if (skippedMs !== undefined && fate === "absent" && atMs - skippedMs > slackUs.other / 1000) return fate;
    if (/^Starting /.test(message) && fate !== "absent") return fate;
    if (/^(Stopping|Stopped) /.test(message) && fate !== "absent") return fate;
    if (/^(Started|Finished) /.test(message)) {
      if (fate === "failed") return fate;
      fate = "started";
      upMs ??= atMs;
    } else if (/^(Failed to start|Dependency failed for) |: Failed with result /.test(message)) {
      if (upMs !== undefined && (atMs - upMs > upForMs || endsWithOthers(upMs, atMs))) return fate;
      fate = "failed";
    } else if (/: Scheduled restart job/.test(message)) {
      fate = "absent";
      upMs = undefined;
    }
  }
  return fate;
}
