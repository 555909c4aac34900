import type { BootTimes, UnitTimes } from "../facts/boot-times.ts";
import type { ManagerStart } from "./manager-start.ts";
import { type Wait, waitOf } from "./timeline-waits.ts";

/** `never`: it was not started; `late`: it was, but long after it could have been; `unseen`: nobody to ask. */
export type RowStatus = "ok" | "late" | "failed" | "never" | "ended" | "underway" | "unseen";

/** A part of a row's bar; without an end it lasts until the picture does. */
export interface Span {
  readonly kind: "waiting" | "starting" | "running" | "failed";
  readonly fromUs: number;
  readonly toUs?: number;
}

export interface TimelineRow {
  readonly kind: "kernel" | "system" | "manager" | "user" | "pod" | "container";
  readonly name: string;
  readonly status: RowStatus;
  /** When it was up, or failed: the time that the row is read by. */
  readonly atUs?: number;
  readonly spans: readonly Span[];
  readonly waited?: Wait;
  readonly times?: UnitTimes;
}

/** What the model is made of, facts only. */
export interface TimelineFacts {
  readonly times: BootTimes;
  readonly uid: number;
  readonly account: string;
  /** Undefined where it is not known. */
  readonly lingering?: boolean;
  /** Who started the manager in this boot; undefined for an earlier one. */
  readonly start?: ManagerStart;
  /** Pod units by name, and quadlets where no manager has made units of them. */
  readonly pods: readonly string[];
  /** Why it is not known which there are. */
  readonly podsUnseen?: string;
  /** The pod units that default.target pulls in, as it stands on disk; undefined where it could not be walked. */
  readonly reached?: ReadonlySet<string>;
  /** A quadlet is no unit before a manager has run its generator. */
  readonly quadlets: readonly string[];
}

/** What is shorter needs no explanation. */
export const longUs = 5_000_000;
/** logind starts who lingers when it starts itself. */
export const soonUs = 3_000_000;

/** The boot as rows, in the order in which one thing makes the next possible. */
export function timelineRows(facts: TimelineFacts): readonly TimelineRow[] {
  const { times, uid } = facts;
  const system = (name: string) => times.system.get(name);
  const manager = system(`user@${uid}.service`);
  const waiting = times.user.get("podman-user-wait-network-online.service");
  const waited = waiting?.startedUs !== undefined;
  const online = system("network-online.target");
  const pods = facts.pods.flatMap((name) => podRows(facts, name));
  return [
    ...kernelRow(times),
    ...systemRow(system("systemd-logind.service")),
    // A network that nobody waits for is none of this boot's business, unless it came up.
    ...(waited || online?.activeUs !== undefined ? systemRow(online) : []),
    ...brokenOnly(systemRow(system(`user-runtime-dir@${uid}.service`))),
    managerRow(facts, manager),
    ...userRow(times, "dbus.socket"),
    ...(waited ? userRow(times, "podman-user-wait-network-online.service") : []),
    ...pods,
    ...facts.quadlets.map((name) => ({ kind: "pod" as const, name, status: "never" as const, spans: [] })),
    ...strayContainers(facts),
    ...userRow(times, "default.target").map((row) => notYet(row, pods, times)),
  ];
}

function kernelRow({ kernelUs }: BootTimes): readonly TimelineRow[] {
  if (kernelUs === undefined) return [];
  const spans = [{ kind: "running" as const, fromUs: 0, toUs: kernelUs }];
  return [{ kind: "kernel", name: "kernel", status: "ok", atUs: kernelUs, spans }];
}

function systemRow(times: UnitTimes | undefined): readonly TimelineRow[] {
  return times ? [{ kind: "system", name: times.name, ...lived(times) }] : [];
}

function brokenOnly(rows: readonly TimelineRow[]): readonly TimelineRow[] {
  return rows.filter(({ status }) => status === "failed");
}

function managerRow({ times, uid, start }: TimelineFacts, manager: UnitTimes | undefined): TimelineRow {
  const row = { kind: "manager" as const, name: `user@${uid}.service` };
  if (!manager)
    return { ...row, status: times.source === "journal" && !seesSystem(times) ? "unseen" : "never", spans: [] };
  const logind = times.system.get("systemd-logind.service");
  const life = lived(manager);
  const late = start === undefined ? isLate(manager, logind) : isLate(manager, logind) || start.by === "other";
  return { ...row, ...life, ...(life.status === "ok" && late ? { status: "late" as const } : {}) };
}

/** The journal of an earlier boot shows the system's units only to those who may read it. */
export function seesSystem({ system }: BootTimes): boolean {
  return system.size > 0;
}

/** Whether the boot itself cannot have started the manager. */
export function isLate(manager: UnitTimes, logind: UnitTimes | undefined): boolean {
  const from = logind?.activeUs ?? logind?.startedUs;
  return from !== undefined && manager.startedUs !== undefined && manager.startedUs - from > soonUs;
}

function userRow(times: BootTimes, name: string): readonly TimelineRow[] {
  const unit = times.user.get(name);
  if (!unit || unit.loadState === "not-found") return [];
  if (unit.lost) return [{ kind: "user", name, status: "unseen", spans: [] }];
  return [{ kind: "user", name, ...lived(unit) }];
}

/** The target that waits for pod units is not reached as long as one of them is under way. */
function notYet(row: TimelineRow, pods: readonly TimelineRow[], { user }: BootTimes): TimelineRow {
  const fromUs = user.get("basic.target")?.activeUs;
  if (row.status !== "never" || fromUs === undefined || !pods.some(({ status }) => status === "underway")) return row;
  return { ...row, status: "underway", spans: [{ kind: "waiting", fromUs }] };
}

function podRows(facts: TimelineFacts, name: string): readonly TimelineRow[] {
  const { times } = facts;
  const unit = times.user.get(name);
  const containers = times.containers
    // What was started anew has containers that are not the boot's.
    .filter(
      (container) => container.unit === name && unit?.anewUs === undefined && isOfBoot(facts, container.startedUs),
    )
    .map(({ name, startedUs }) => containerRow(name, startedUs));
  if (!unit) return [{ kind: "pod", name, status: isUnseen(facts) ? "unseen" : "never", spans: [] }];
  if (unit.lost) return [{ kind: "pod", name, status: "unseen", spans: [], times: unit }];
  const life = lived(unit);
  const wait = waitOf(unit, times);
  const spans = wait ? [{ kind: "waiting" as const, fromUs: wait.fromUs, toUs: wait.toUs }, ...life.spans] : life.spans;
  const late = life.status === "ok" && (isSlow(unit, wait) || isAfterBoot(unit, wait, times));
  const status = late ? "late" : life.status === "never" && wait ? "underway" : life.status;
  return [{ kind: "pod", name, ...life, status, spans, ...(wait ? { waited: wait } : {}) }, ...containers];
}

function isUnseen({ times }: TimelineFacts): boolean {
  return times.source === "managers" && times.user.size === 0 && times.unseen.length > 0;
}

function isSlow({ startedUs = 0, activeUs = 0, attempts }: UnitTimes, wait: Wait | undefined): boolean {
  return (
    attempts !== undefined || activeUs - startedUs > longUs || (wait !== undefined && wait.toUs - wait.fromUs > longUs)
  );
}

/** default.target is reached when all that it pulls in is done: what starts later was started, or started again, by something else. */
export function isAfterBoot(unit: UnitTimes, wait: Wait | undefined, { user }: BootTimes): boolean {
  const reached = user.get("default.target")?.activeUs;
  const pulledIn = user.get("default.target")?.after.includes(unit.name) ?? false;
  if (wait || reached === undefined || unit.startedUs === undefined) return false;
  return unit.startedUs - reached > (pulledIn ? 0 : longUs);
}

/** Containers in no pod unit's cgroup: started by hand, by another unit, or moved to a scope of their own. */
function strayContainers(facts: TimelineFacts): readonly TimelineRow[] {
  const { times, pods } = facts;
  return times.containers
    .filter(({ unit, startedUs }) => (unit === undefined || !pods.includes(unit)) && isOfBoot(facts, startedUs))
    .map(({ name, startedUs }) => containerRow(name, startedUs));
}

/** What a manager that was started anew has started, the boot has not. */
function isOfBoot({ times, uid }: TimelineFacts, startedUs: number): boolean {
  return startedUs < (times.system.get(`user@${uid}.service`)?.anewUs ?? Number.POSITIVE_INFINITY);
}

function containerRow(name: string, startedUs: number): TimelineRow {
  return { kind: "container", name, status: "ok", atUs: startedUs, spans: [{ kind: "running", fromUs: startedUs }] };
}

type Life = Pick<TimelineRow, "status" | "atUs" | "spans" | "times">;

/** Start, life and end of a unit. */
function lived(times: UnitTimes): Life {
  const { startedUs, lastStartedUs, activeUs, endedUs, state, attempts = [] } = times;
  if (startedUs === undefined) return { status: "never", spans: [], times };
  const tried = attempts.flatMap(({ fromUs, toUs }): readonly Span[] => {
    const upUs = activeUs !== undefined && activeUs >= fromUs && activeUs < toUs ? activeUs : toUs;
    return [
      { kind: "starting", fromUs, toUs: upUs },
      ...(upUs < toUs ? [{ kind: "running" as const, fromUs: upUs, toUs }] : []),
      { kind: "failed", fromUs: toUs, toUs },
    ];
  });
  const start: Span = { kind: "starting", fromUs: lastStartedUs ?? startedUs, ...opt("toUs", activeUs ?? endedUs) };
  const life: readonly Span[] =
    activeUs === undefined ? [] : [{ kind: "running", fromUs: activeUs, ...opt("toUs", endedUs) }];
  if (state === "failed") {
    const failedUs = attempts[0]?.toUs ?? endedUs ?? activeUs ?? startedUs;
    const end: Span = { kind: "failed", fromUs: failedUs, toUs: failedUs };
    return { status: "failed", atUs: failedUs, spans: tried.length > 0 ? tried : [start, ...life, end], times };
  }
  const status = state === "active" || state === "reloading" ? "ok" : state === "activating" ? "underway" : "ended";
  return { status, atUs: activeUs ?? endedUs ?? startedUs, spans: [...tried, start, ...life], times };
}

function opt<K extends string>(key: K, value: number | undefined): { readonly [N in K]?: number } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [N in K]?: number };
}
