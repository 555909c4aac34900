import type { Account } from "../account.ts";
import type { ExecSetting } from "../exec-settings.ts";
import { aboutAccount, type Known, known, type Learning } from "../fact.ts";
import type { PodUnit, PodUnits } from "../pod-units.ts";
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
  /** What other commands say that may be run before: who is named there may be made there. */
  readonly preparing: string;
  /** A program that is run before and may make anything. */
  readonly opaque: boolean;
}

/** By unit name. */
export type PodmanCommands = ReadonlyMap<string, UnitCalls>;

/** What the Exec lines of all pod units ask of podman; lines whose failure systemd ignores, and scripts, are left out. */
export const learnPodmanCommands = aboutAccount(async (learning: Learning, account): Promise<Known<PodmanCommands>> => {
  const pods = await learning.fact("podUnits");
  if (!pods.known) return pods;
  return known(new Map(pods.value.units.map((unit) => [unit.name, unitCalls(unit, pods.value, account)])));
});

function unitCalls(unit: PodUnit, pods: PodUnits, account: Account): UnitCalls {
  const before = unit.exec.filter(({ key }) => key === "ExecStartPre" || key === "ExecCondition");
  const others = pods.units.filter(({ name }) => name !== unit.name).flatMap(({ exec }) => exec);
  return {
    calls: unit.exec.flatMap((setting) => unitCall(unit, setting, account)),
    preparing: [...before, ...others].map(wordsOf).join("\n"),
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
export function mayBeMade({ preparing, opaque }: UnitCalls, name: string): boolean {
  return opaque || preparing.includes(name);
}
