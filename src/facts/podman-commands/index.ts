import type { Host } from "../../host/host.ts";
import type { Account } from "../account.ts";
import type { ExecSetting } from "../exec-settings.ts";
import { aboutAccount, type Known, known, type Learning } from "../fact.ts";
import { type KubeSource, kubePlay } from "../kube/kube-calls.ts";
import type { PodUnit } from "../pod-units.ts";
import { type CallNeeds, needsOf } from "./needs.ts";
import { type PodmanCall, parsePodmanCall } from "./parse.ts";

export type { BindSource, CallNeeds, PublishedPort, PullPolicy } from "./needs.ts";
export { needsOf } from "./needs.ts";
export { type PodmanCall, parsePodmanCall, valuesOf } from "./parse.ts";

/** A podman call that a unit's start hangs on, taken apart; or what one pod of its YAML needs, where that stands. */
export interface UnitCall {
  /** Where the Exec line stands, or the line of the YAML. */
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
  /** The files that its `podman kube play` reads. */
  readonly kube: readonly KubeSource[];
}

/** By unit name. */
export type PodmanCommands = ReadonlyMap<string, UnitCalls>;

/** What the Exec lines of all pod units ask of podman; lines whose failure systemd ignores, and scripts, are left out. */
export const learnPodmanCommands = aboutAccount(async (learning: Learning, account): Promise<Known<PodmanCommands>> => {
  const [pods, platform] = await Promise.all([learning.fact("podUnits"), learning.fact("platform")]);
  if (!pods.known) return pods;
  const podman = platform.known ? platform.value.podmanVersion : undefined;
  const { units } = pods.value;
  const ofAll = new Map(units.map(({ name, exec }) => [name, exec.map(wordsOf)]));
  const calls = units.map(
    async (unit) => [unit.name, await unitCalls(learning.host, unit, ofAll, account, podman)] as const,
  );
  return known(new Map(await Promise.all(calls)));
});

async function unitCalls(
  host: Host,
  unit: PodUnit,
  ofAll: UnitCalls["ofAll"],
  account: Account,
  podman: string | undefined,
): Promise<UnitCalls> {
  const calls = unit.exec.flatMap((setting) => unitCall(unit, setting, account));
  const directory = workingDirectory(unit, account);
  const plays = await Promise.all(calls.map((call) => kubePlay(host, account, call, directory, podman)));
  const before = unit.exec.filter(({ key }) => key === "ExecStartPre" || key === "ExecCondition");
  return {
    calls: [...calls, ...plays.flatMap(({ asks }) => asks)],
    before: before.map(wordsOf),
    ofAll,
    unit: unit.name,
    opaque: before.some(isOpaque),
    kube: plays.flatMap(({ files }) => files),
  };
}

/** Where its commands begin: the home, or what the unit says, where that is plain. */
function workingDirectory({ config }: PodUnit, { home }: Account): string | undefined {
  const said = config?.words("Service", "WorkingDirectory").at(-1);
  if (said === undefined) return home;
  if (said === "~") return home;
  return /^\/[^%$]*$/.test(said) ? said.replace(/(?<=.)\/+$/, "") : undefined;
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
