import type { PodUnit, PodUnits } from "../facts/pod-units.ts";
import type { Properties } from "../facts/properties.ts";
import type { UnitStates } from "../facts/unit-states.ts";
import type { StatAnswer } from "../host/host.ts";
import { type Evidence, type Finding, type Mend, notApplicable } from "./check.ts";

/** All is well with this subject. */
export function pass(subject: string, summary: string, ...evidence: readonly Evidence[]): Finding {
  return { subject, status: "pass", summary, evidence };
}

/**
 * One finding a pod unit. A fault of a unit that is not certainly meant to start at boot is no failure of the pods that
 * are: it can only be said that this one will not start.
 *
 * @returns "not applicable" for the host where there is no pod unit
 */
export function eachPodUnit(pods: PodUnits, judge: (unit: PodUnit) => Finding): readonly Finding[] {
  if (pods.units.length === 0) return [notApplicable("host", "There is no pod unit to judge")];
  return pods.units.map((unit) => {
    const finding = judge(unit);
    return finding.status === "fail" && isDoubtful(unit, pods) ? { ...finding, status: "warn" } : finding;
  });
}

/** A unit that may not be a pod's, or may be off on purpose, beside others that surely are pods'. */
export function isDoubtful(unit: PodUnit, pods: PodUnits): boolean {
  const doubtful = ({ because }: PodUnit) => because === "suspect" || because === "aside";
  return doubtful(unit) && pods.units.some((other) => !doubtful(other));
}

/** A command of the user's, to be pasted. */
export function asUser(...commands: readonly string[]): readonly Mend[] {
  return commands.map((command) => ({ as: "user", command }));
}

/** A command of root's, to be pasted. */
export function asRoot(...commands: readonly string[]): readonly Mend[] {
  return commands.map((command) => ({ as: "root", command }));
}

/** An edit of the user's, in words. */
export function edit(what: string): Mend {
  return { as: "user", edit: what };
}

/** One line of a file, with its number. */
export function lineOf(place: { readonly path: string; readonly line: number }, text: string): Evidence {
  return { source: `${place.path}:${place.line}`, lines: [text] };
}

/** What stands at a path, as `ls -l` would have it. */
export function statusOf(path: string, status: StatAnswer): Evidence {
  if (status.outcome === "absent") return { source: path, lines: ["does not exist"] };
  if (status.outcome === "unanswered") return { source: path, lines: [status.detail] };
  const { kind, mode, uid, gid, target } = status;
  const link = target === undefined ? "" : ` -> ${target}`;
  return { source: path, lines: [`${kind}${link}, mode ${mode.toString(8).padStart(4, "0")}, owner ${uid}:${gid}`] };
}

/** Some properties of a unit, as `systemctl --user show` prints them; no evidence where no manager answers. */
export function propertiesOf(states: UnitStates, unit: string, names: readonly string[]): readonly Evidence[] {
  const properties = liveProperties(states, unit);
  if (!properties) return [];
  return [
    {
      source: `systemctl --user show -p ${names.join(",")} ${shellQuote(unit)}`,
      lines: names.filter((name) => properties[name] !== undefined).map((name) => `${name}=${properties[name]}`),
    },
  ];
}

/** What the running manager says of a unit; undefined where none answers or it was not asked. */
export function liveProperties(states: UnitStates, unit: string): Properties | undefined {
  return states.answers ? states.units.get(unit) : undefined;
}

/** A word as a shell reads it back unchanged. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
