import type { BootGraph } from "../../src/facts/boot-graph.ts";
import type { UnitDirectory, UnitEntry } from "../../src/facts/unit-entries.ts";
import { nearest, splitUnitName, unitNameIsValid, unitSuffixes } from "../../src/facts/unit-file/index.ts";

/**
 * The service that a file of a folder was meant to be: its own name where that is a service's, else the one that it
 * misspells. Undefined for a file that runs no podman; one without a text that can be read counts where somebody enabled it.
 */
export function meantService(entry: UnitEntry, folder: UnitDirectory, { links }: BootGraph): string | undefined {
  if (entry.name.startsWith(".")) return undefined;
  const meant = unitNameIsValid(entry.name)
    ? splitUnitName(entry.name)?.type === "service"
      ? entry.name
      : undefined
    : corrected(entry.name);
  if (meant === undefined) return undefined;
  if (entry.content.state === "parsed") return entry.content.saysPodman ? meant : undefined;
  const enabled =
    links.some(({ unit, dangling }) => dangling && unit === meant) ||
    folder.folders.some(
      ({ name, listing }) =>
        name.endsWith(".wants") && listing.outcome === "listed" && listing.entries.some((link) => link.name === meant),
    );
  const textless = entry.content.state === "unreadable" || entry.content.state === "dangling";
  return textless && enabled ? meant : undefined;
}

/** Whether the file has no unit's name, but was meant to have this one. */
export function isMisnamed({ name }: UnitEntry, meant: string | undefined): meant is string {
  return meant !== undefined && meant !== name;
}

/** What a file with a meant name is, for the evidence. */
export function whatItIs({ content }: UnitEntry): string {
  return content.state === "unreadable"
    ? "permission denied, but an enabled unit is missing"
    : "a unit that runs podman";
}

/** The name of a service that is nearest to one that systemd passes over. */
function corrected(name: string): string | undefined {
  const service = /^(.+?)\.service\b/is.exec(name)?.[1];
  const [, stem = name, suffix = ""] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? [];
  const close = suffix !== "" && nearest(suffix.toLowerCase(), unitSuffixes) === ".service";
  const part = service ?? (close || suffix === "" ? stem : undefined);
  const meant = part === undefined ? undefined : `${part.replace(/[^A-Za-z0-9:_.\\@-]/g, "-")}.service`;
  return meant !== undefined && unitNameIsValid(meant) ? meant : undefined;
}
