import type { Account } from "../account.ts";
import type { ExecSetting } from "../exec-settings.ts";
import { aboutAccount, type Known, known, type Learning } from "../fact.ts";
import type { PodUnit } from "../pod-units.ts";
import { type CallNeeds, needsOf } from "./needs.ts";
import { type PodmanCall, parsePodmanCall } from "./parse.ts";

export type { BindSource, CallNeeds, PublishedPort } from "./needs.ts";
export { needsOf } from "./needs.ts";
export { type PodmanCall, parsePodmanCall, valuesOf } from "./parse.ts";

/** A podman call that a unit's start hangs on, taken apart. */
export interface UnitCall {
  /** Where the Exec line stands. */
  readonly path: string;
  readonly line: number;
  /** `ExecStart=/usr/bin/podman run …` */
  readonly text: string;
  readonly call: PodmanCall;
  readonly needs: CallNeeds;
  /** False where the call is told of another storage or another machine: what the account has says nothing then. */
  readonly ownStorage: boolean;
}

export interface UnitCalls {
  readonly calls: readonly UnitCall[];
  /** What the unit's own commands say that are run before: who is named there may be made there. */
  readonly before: readonly string[];
  /** The same of the other units' commands. One list for all units, by unit: five hundred units name five hundred others each. */
  readonly ofAll: ReadonlyMap<string, readonly string[]>;
  readonly unit: string;
  /** A program that is run before and may make anything. */
  readonly opaque: boolean;
}

/** By unit name. */
export type PodmanCommands = ReadonlyMap<string, UnitCalls>;

/** What the Exec lines of all pod units ask of podman; lines whose failure systemd ignores, and scripts, are left out. */
export const learnPodmanCommands = aboutAccount(async (learning: Learning, account): Promise<Known<PodmanCommands>> => {
  const pods = await learning.fact("podUnits");
  if (!pods.known) return pods;
  const { units } = pods.value;
  const ofAll = new Map(units.map(({ name, exec }) => [name, exec.map(wordsOf)]));
  return known(new Map(units.map((unit) => [unit.name, unitCalls(unit, ofAll, account)])));
});

function unitCalls(unit: PodUnit, ofAll: UnitCalls["ofAll"], account: Account): UnitCalls {
  const before = unit.exec.filter(({ key }) => key === "ExecStartPre" || key === "ExecCondition");
  return {
    calls: unit.exec.flatMap((setting) => unitCall(unit, setting, account)),
    before: before.map(wordsOf),
    ofAll,
    unit: unit.name,
    opaque: before.some(isOpaque),
  };
}

function wordsOf({ command, raw, podman }: ExecSetting): string {
  return [raw, ...(command ? [command.command, ...command.args] : []), ...podman.flat()].join(" ");
}

const simple =
  /\/(podman|mkdir|install|rm|rmdir|touch|sleep|echo|true|test|chmod|chown|ls|stat|cat|systemctl|loginctl|sh|bash|env)$/;

function isOpaque({ executable, byScript }: ExecSetting): boolean {
  return !simple.test(executable) || (byScript && !/\/(sh|bash)$/.test(executable));
}

/** Variables that make podman look elsewhere. */
const elsewhere =
  /^(CONTAINERS_STORAGE_CONF|CONTAINERS_CONF|CONTAINER_HOST|XDG_DATA_HOME|XDG_CONFIG_HOME|HOME|STORAGE_DRIVER)=/;

function unitCall(unit: PodUnit, setting: ExecSetting, account: Account): readonly UnitCall[] {
  const { key, path, line, raw, command, podman, byScript } = setting;
  const [words] = podman;
  const matters = (key === "ExecStart" || key === "ExecStartPre") && command?.prefixes.ignoreFailure === false;
  if (!matters || byScript || words === undefined || !/(^|\/)podman$/.test(words[0] ?? "")) return [];
  const call = parsePodmanCall(words);
  if (!call) return [];
  const moved =
    call.global.some(({ name }) => !["log-level", "cgroup-manager", "events-backend", "runtime"].includes(name)) ||
    (unit.config?.words("Service", "Environment") ?? []).some((word) => elsewhere.test(word)) ||
    unit.config?.has("Service", "EnvironmentFile") === true;
  return [
    {
      path,
      line,
      text: `${key}=${raw}`,
      call,
      needs: needsOf(call, moved || unit.config?.has("Service", "WorkingDirectory") ? undefined : account.home),
      ownStorage: !moved,
    },
  ];
}

/** Whether something that a unit needs may be made before it is needed: by a command that names it, or by one that says nothing. */
export function mayBeMade({ before, ofAll, unit, opaque }: UnitCalls, name: string): boolean {
  const says = (texts: readonly string[]) => texts.some((text) => text.includes(name));
  return opaque || says(before) || [...ofAll].some(([other, texts]) => other !== unit && says(texts));
}
