import { type Host, textOf } from "../host/host.ts";
import type { Account } from "./account.ts";
import { type BootTimes, systemUnitsOf, type UnitTimes, userMilestones } from "./boot-times.ts";
import { firstTimes, lostIn, type Told } from "./boot-times-journal.ts";
import { type Known, known, type Learning, output } from "./fact.ts";
import { startTicks, tickUs } from "./process-stat.ts";
import { monotonicUs, type Properties, parseProperties } from "./properties.ts";
import { isContainer } from "./virtualization.ts";

/** A container that runs, seen by its monitor. */
export interface ContainerTimes {
  readonly name: string;
  readonly startedUs: number;
  /** The user unit in whose cgroup its monitor lives. */
  readonly unit?: string;
}

const asked = [
  "Id",
  "LoadState",
  "ActiveState",
  "Result",
  "ExecMainStatus",
  "ExecStart",
  "NRestarts",
  "ConditionResult",
  "ConditionTimestampMonotonic",
  "InactiveExitTimestampMonotonic",
  "ActiveEnterTimestampMonotonic",
  "ActiveExitTimestampMonotonic",
  "InactiveEnterTimestampMonotonic",
  "After",
  "Requires",
  "BindsTo",
].join(",");

/** What both managers remember of this boot: one call each for the units, and one for the boot itself. */
export async function learnLiveTimes(learning: Learning, account: Account): Promise<Known<BootTimes>> {
  const { host } = learning;
  const show = ["systemctl", "show", "--no-pager"];
  const [boot, system, user, platform, uptime] = await Promise.all([
    output(host, [...show, "--property=UserspaceTimestampMonotonic,Virtualization"]),
    output(host, [...show, `--property=${asked}`, "--", ...systemUnitsOf(account.uid)]),
    userUnits(learning, account),
    learning.fact("platform"),
    host.read("/proc/uptime"),
  ]);
  if (!boot.known) return boot;
  if (!system.known) return system;
  const [manager = {}] = parseProperties(boot.value);
  const userspaceUs = monotonicUs(manager, "UserspaceTimestampMonotonic") ?? 0;
  const container = isContainer(manager["Virtualization"]);
  // In a container the clock is the machine's, which booted long before.
  const zeroUs = container ? userspaceUs : 0;
  const first = await firstTimes(learning, account, zeroUs);
  const seconds = Number(/^[\d.]+/.exec(textOf(uptime) ?? "")?.[0] ?? "0");
  return known({
    boot: 0,
    source: "managers",
    ...(platform.known && platform.value.bootedAt !== "" ? { bootedAt: platform.value.bootedAt } : {}),
    ...(container ? {} : { kernelUs: userspaceUs }),
    untilUs: Math.max(0, seconds * 1e6 - zeroUs),
    system: asAtBoot(timesByName("system", system.value, zeroUs), withManager(first, account.uid)),
    user: withoutLost(asAtBoot(timesByName("user", user.text, zeroUs), first.user), first),
    begins: first.begins,
    containers: await containerTimes(learning, account, zeroUs),
    unseen: user.unseen,
  });
}

/** journald has a message a little later than the manager has its own time of it. */
const sameStartUs = 500_000;
/** What the boot's other units pull in is started this soon after default.target. */
const longAfterUs = 5_000_000;

/**
 * A manager remembers the last start of a unit, and none of before its own. Where the journal has an earlier one, that is
 * the boot's.
 */
function asAtBoot(
  now: ReadonlyMap<string, UnitTimes>,
  first: ReadonlyMap<string, UnitTimes>,
): ReadonlyMap<string, UnitTimes> {
  const units = new Map(now);
  const doneUs = doneAtUs(now);
  for (const [name, told] of first) {
    const { startedUs: nowUs, activeUs, endedUs, ...rest } = now.get(name) ?? { ...told, startedUs: undefined };
    const { after: _after, loadState: _loadState, manager: _manager, ...ofBoot } = told;
    if (told.startedUs === undefined) {
      const left = told.dependencyFailed || told.conditionFailed;
      if (left && (nowUs === undefined || nowUs > doneUs)) units.set(name, leftOut(now.get(name), told));
      continue;
    }
    // A skipping that the journal has no words for looks like a start (booted: trixie).
    const skipped = nowUs === undefined && rest.conditionFailed && told.activeUs === told.startedUs;
    if (!skipped && (nowUs === undefined || nowUs - told.startedUs > sameStartUs)) {
      const anew = nowUs !== undefined && nowUs - (told.lastStartedUs ?? told.startedUs) > sameStartUs;
      units.set(name, { ...rest, ...ofBoot, result: ofBoot.result || rest.result, ...(anew ? { anewUs: nowUs } : {}) });
    }
  }
  return units;
}

/** What is started later than this was not started by the boot. */
function doneAtUs(user: ReadonlyMap<string, UnitTimes>): number {
  return (user.get("default.target")?.activeUs ?? Number.POSITIVE_INFINITY) + longAfterUs;
}

/** Where the journal was rotated since, a late start of a unit that had ended before is not the boot's. */
function withoutLost(user: ReadonlyMap<string, UnitTimes>, { begins }: Told): ReadonlyMap<string, UnitTimes> {
  if (begins) return user;
  const doneUs = doneAtUs(user);
  const lost = ({ startedUs = 0, endedBefore }: UnitTimes) => endedBefore && startedUs > doneUs;
  return new Map([...user].map(([name, times]) => [name, lost(times) ? lostIn(times) : times]));
}

/** What the boot left out stays left out, whoever started it since. */
function leftOut(now: UnitTimes | undefined, told: UnitTimes): UnitTimes {
  if (now === undefined) return told;
  const { startedUs, activeUs: _activeUs, endedUs: _endedUs, ...rest } = now;
  const { dependencyFailed, conditionFailed, condition } = told;
  return {
    ...rest,
    conditionFailed,
    ...(dependencyFailed ? { dependencyFailed } : {}),
    ...(condition === undefined ? {} : { condition }),
    ...(startedUs === undefined ? {} : { state: "inactive", anewUs: startedUs }),
  };
}

/** Who may not read of the manager's start sees what it started first, in the account's own journal. */
function withManager({ system, user }: Pick<BootTimes, "system" | "user">, uid: number): BootTimes["system"] {
  const name = `user@${uid}.service`;
  const basic = user.get("basic.target");
  if (system.has(name) || basic === undefined) return system;
  return new Map([...system, [name, { ...basic, name, manager: "system" as const }]]);
}

async function userUnits(
  learning: Learning,
  account: Account,
): Promise<{ readonly text: string; readonly unseen: readonly string[] }> {
  const [manager, pods] = await Promise.all([learning.fact("userManager"), learning.fact("podUnits")]);
  if (!manager.known) return { text: "", unseen: [`the user manager: ${manager.why.detail}`] };
  if (!manager.value.answers) return { text: "", unseen: [] };
  const named = pods.known ? pods.value.units.map(({ name }) => name) : [];
  const names = [...userMilestones, ...named, "*.service", "*.target"];
  const argv = ["systemctl", "--user", "show", "--no-pager", `--property=${asked}`, "--", ...names];
  const answer = await learning.host.run(argv, { as: account });
  if (answer.outcome === "unanswered") return { text: "", unseen: [`the user manager: ${answer.detail}`] };
  return { text: answer.stdout, unseen: [] };
}

function timesByName(manager: UnitTimes["manager"], text: string, zeroUs: number): ReadonlyMap<string, UnitTimes> {
  return new Map(
    parseProperties(text)
      .map((properties) => timesOf(manager, properties, zeroUs))
      .map((times) => [times.name, times]),
  );
}

function timesOf(manager: UnitTimes["manager"], properties: Properties, zeroUs: number): UnitTimes {
  const at = (name: string) => {
    const us = monotonicUs(properties, `${name}TimestampMonotonic`);
    return us === undefined ? undefined : us - zeroUs;
  };
  const state = properties["ActiveState"] ?? "";
  const [startedUs, activeUs] = [at("InactiveExit"), at("ActiveEnter")];
  const endedUs = state === "failed" || state === "inactive" ? (at("InactiveEnter") ?? at("ActiveExit")) : undefined;
  return {
    name: properties["Id"] ?? "",
    manager,
    loadState: properties["LoadState"] ?? "",
    state,
    result: properties["Result"] ?? "",
    mainStatus: Number(properties["ExecMainStatus"] ?? "0") || startStatus(properties["ExecStart"] ?? ""),
    restarts: Number(properties["NRestarts"] ?? "0"),
    ...(startedUs === undefined ? {} : { startedUs }),
    // What became active before the last start belongs to the start before it.
    ...(activeUs === undefined || activeUs < (startedUs ?? 0) ? {} : { activeUs }),
    ...(endedUs === undefined || endedUs < (startedUs ?? 0) ? {} : { endedUs }),
    ...(at("ActiveExit") === undefined && at("InactiveEnter") === undefined ? {} : { endedBefore: true as const }),
    conditionFailed: at("Condition") !== undefined && properties["ConditionResult"] === "no",
    after: words(properties["After"]),
    requires: [...words(properties["Requires"]), ...words(properties["BindsTo"])],
  };
}

function words(value = ""): readonly string[] {
  return value.split(" ").filter(Boolean);
}

/** A forking service's program is no main process; how it ended stands behind its words. */
function startStatus(execStart: string): number {
  const statuses = [...execStart.matchAll(/; code=\w+ ; status=(\d+)(?:\/\w+)? }$/gm)].map((match) => Number(match[1]));
  return statuses.find((status) => status !== 0) ?? 0;
}

async function containerTimes(
  learning: Learning,
  account: Account,
  zeroUs: number,
): Promise<readonly ContainerTimes[]> {
  const containers = await learning.fact("containers");
  if (!containers.known) return [];
  const seen = await Promise.all(
    containers.value.running.map(async ({ pid, name }) => {
      const [stat, cgroup] = await Promise.all([
        textAt(learning.host, `/proc/${pid}/stat`, account),
        textAt(learning.host, `/proc/${pid}/cgroup`, account),
      ]);
      const ticks = startTicks(stat);
      if (ticks === undefined) return [];
      const unit = userUnitOf(cgroup);
      return [{ name, startedUs: ticks * tickUs - zeroUs, ...(unit === undefined ? {} : { unit }) }];
    }),
  );
  return seen.flat().sort((a, b) => a.startedUs - b.startedUs);
}

async function textAt(host: Host, path: string, as: Account): Promise<string> {
  return textOf(await host.read(path, { as })) ?? "";
}

/** The service of the user manager to which a cgroup belongs: `…/user@1001.service/app.slice/web.service/runtime`. */
export function userUnitOf(cgroup: string): string | undefined {
  const path = /\/user@\d+\.service(\/.*)$/m.exec(cgroup)?.[1];
  return path?.split("/").find((part) => part.endsWith(".service"));
}
