import { type Evidence, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { lineOf, pass } from "../../src/diagnosis/findings.ts";
import type { PodUnits } from "../../src/facts/pod-units.ts";
import type { Quadlet, Quadlets } from "../../src/facts/quadlet/quadlets.ts";
import type { Assignment, SettingValue } from "../../src/facts/unit-file/index.ts";

/** Checks after whose failure there may be no generator to ask. */
export const beforeGenerator = ["quadlet-unsupported-podman"] as const;

/**
 * One finding a quadlet; `undefined` from `judge` where this check has nothing against it.
 *
 * @param well what is said of a quadlet that this check has nothing against
 * @returns "not applicable" for the account where there is no quadlet, "unknown" where the generator could not be asked
 */
export function eachQuadlet(
  { quadlets, generator, account }: Quadlets,
  well: string,
  judge: (quadlet: Quadlet) => Finding | undefined,
): readonly Finding[] {
  if (quadlets.length === 0) return [notApplicable(account, "There is no quadlet to judge")];
  if (generator.state !== "answered") {
    const why = generator.state === "silent" ? generator.why.detail : "there is no podman-user-generator on this host";
    return [{ subject: account, status: "unknown", summary: `The generator could not be asked: ${why}`, evidence: [] }];
  }
  return quadlets
    .filter(({ passedOver }) => !passedOver)
    .map((quadlet) => judge(quadlet) ?? pass(quadlet.name, well, { source: quadlet.path, lines: [] }));
}

/** Of a quadlet whose text could not be read, where the generator's word alone does not tell one cause from another. */
export function unreadQuadlet({ name, path }: Quadlet): Finding {
  return { subject: name, status: "unknown", summary: `${path} could not be read`, evidence: [] };
}

/** What the generator said of a quadlet, as it said it. */
export function generatorSaid({ generator }: Quadlets, ...lines: readonly string[]): readonly Evidence[] {
  return generator.state === "answered" ? [{ source: generator.command, exit: generator.exit, lines }] : [];
}

/** The line that decides, where it could be found. */
export function decidingLine(place: (SettingValue & { readonly key?: string }) | undefined): readonly Evidence[] {
  return place ? [lineOf(place, place.key === undefined ? place.value : `${place.key}=${place.value}`)] : [];
}

/** The first assignment, over the quadlet and its drop-ins, that this is true of. */
export function findSetting(
  { files }: Quadlet,
  is: (assignment: Assignment) => boolean,
): (SettingValue & { readonly key: string }) | undefined {
  for (const { path, assignments } of files) {
    const found = assignments.find(is);
    if (found) return { path, line: found.line, key: found.key, value: found.value };
  }
  return undefined;
}

/** `fail` for a quadlet that is surely meant to be up after a boot; `warn` for one that may lie there for later. */
export function weightOf(quadlet: Quadlet, { all }: Quadlets, podUnits: PodUnits): "fail" | "warn" {
  // A plain unit of the same name goes before the quadlet's.
  if (podUnits.units.some(({ name, generated }) => name === quadlet.service && !generated)) return "warn";
  const others = podUnits.units.some(({ config }) => config !== undefined);
  return isMeant(quadlet) || all.some((other) => isMeant(other) && uses(other, quadlet.name)) || !others
    ? "fail"
    : "warn";
}

/** In whatever section it says so: a section whose name is misspelt may be why it is refused. */
function isMeant({ kind, files }: Quadlet): boolean {
  const says = (...keys: readonly string[]) =>
    files.some(({ assignments }) => assignments.some(({ key, value }) => keys.includes(key) && value !== ""));
  return says("WantedBy", "RequiredBy", "UpheldBy") || (kind === "container" && says("Pod"));
}

function uses({ files }: Quadlet, name: string): boolean {
  return files.some(({ assignments }) => assignments.some(({ value }) => value.includes(name)));
}
