import recorded from "./known-keys.json" with { type: "json" };
import { nearest } from "./nearest.ts";
import { type UnitType, unitTypes } from "./unit-name.ts";

interface KnownKey {
  readonly kind: string;
  readonly releases: readonly number[];
}

const tables = new Map<string, ReadonlyMap<string, KnownKey>>();

/** The keys of a section, read when first asked for: most runs ask for three sections, `--version` for none. */
function tableOf(section: string): ReadonlyMap<string, KnownKey> | undefined {
  const known = tables.get(section);
  if (known || !Object.hasOwn(recorded.sections, section)) return known;
  const table = readKinds((recorded.sections as Record<string, Record<string, string | undefined>>)[section] ?? {});
  tables.set(section, table);
  return table;
}

/** The releases of systemd whose keys were recorded (scripts/unit-file/known-keys.ts). */
export const recordedReleases: readonly number[] = recorded.releases;

/**
 * What kind of value a key takes, in the words of `systemd --dump-configuration-items`: `BOOLEAN`, `SECONDS`,
 * `UNIT [...]`, `PATH [ARGUMENT [...]]`, …
 *
 * @param section the section's name, e.g. `Service`
 * @param key the key's name
 * @param systemd the release; without it a key counts that any recorded release knows
 * @returns undefined for a key that this section does not have
 */
export function keyKind(section: string, key: string, systemd?: number): string | undefined {
  const known = tableOf(section)?.get(key);
  if (known === undefined) return undefined;
  return systemd === undefined || known.releases.includes(nearestRelease(systemd)) ? known.kind : undefined;
}

/** The releases (of the recorded ones) that know this key in this section. */
export function keyReleases(section: string, key: string): readonly number[] {
  return tableOf(section)?.get(key)?.releases ?? [];
}

/** The keys that a section may hold. */
export function keysOf(section: string): readonly string[] {
  return [...(tableOf(section)?.keys() ?? [])];
}

/** The sections that a unit of this type may have. */
export function sectionsOf(type: UnitType): readonly string[] {
  return ["Unit", type[0]?.toUpperCase() + type.slice(1), "Install"];
}

/**
 * What a person who wrote an unknown key may have meant.
 *
 * @returns the nearest key of this section, and the other section of the unit in which the key as written is valid
 */
export function suggestKey(type: UnitType, section: string, key: string): { nearest?: string; belongsIn?: string } {
  const home = sectionsOf(type).find((other) => other !== section && tableOf(other)?.has(key));
  if (home !== undefined) return { belongsIn: home };
  const near = nearest(key, keysOf(section));
  return near === undefined ? {} : { nearest: near };
}

/**
 * The type of unit that a file is (part) of.
 *
 * @param path of a unit file (`…/a.service`) or a drop-in (`…/a.service.d/x.conf`, `…/service.d/x.conf`)
 * @returns the type; `service` where the path does not say
 */
export function typeOfPath(path: string): UnitType {
  const steps = path.split("/");
  const folder = /^(.*)\.d$/.exec(steps.at(-2) ?? "")?.[1];
  const name = folder !== undefined && path.endsWith(".conf") ? folder : (steps.at(-1) ?? "");
  return unitTypes.find((type) => name === type || name.endsWith(`.${type}`)) ?? "service";
}

function nearestRelease(systemd: number): number {
  return recordedReleases.findLast((release) => release <= systemd) ?? recordedReleases[0] ?? systemd;
}

function readKinds(kinds: Readonly<Record<string, string | undefined>>): Map<string, KnownKey> {
  const keys = new Map<string, KnownKey>();
  for (const [kind, entries] of Object.entries(kinds))
    for (const entry of (entries ?? "").split(" ")) {
      const [name = "", releases] = entry.split("@");
      keys.set(name, { kind, releases: releases?.split(",").map(Number) ?? recorded.releases });
    }
  return keys;
}
