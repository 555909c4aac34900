import type { Account } from "../account.ts";
import type { UnitDirectory, UnitEntry, UnitFolder } from "../unit-entries.ts";
import { mergeUnit, type ParsedUnitFile } from "../unit-file/index.ts";
import { kindOf } from "./known-keys.ts";
import { type Quadlets, sourceOf } from "./quadlets.ts";

/**
 * The folders of units as the next boot will have them: where no manager runs, or none has read a changed quadlet, the
 * generator's folder has not yet what its dry run promises.
 *
 * @returns the same folders, with what the generator will make in place of what it made, and without the links of what
 * it will no longer make; those units themselves stay, for they may be running
 */
export function withPlannedUnits(
  directories: readonly UnitDirectory[],
  { all, generator }: Quadlets,
  account: Account,
): readonly UnitDirectory[] {
  const path = `${account.runtimeDirectory}/systemd/generator`;
  if (generator.state !== "answered") return directories;
  const units = all.flatMap(({ unit }) => (unit ? [unit] : []));
  return directories.map((directory) => (directory.path === path ? planned(directory, units) : directory));
}

function planned(directory: UnitDirectory, units: readonly ParsedUnitFile[]): UnitDirectory {
  const byName = new Map(units.map((unit) => [nameOf(unit.path), unit]));
  const kept = directory.entries.map((entry): UnitEntry => {
    const file = byName.get(entry.name);
    const { content } = entry;
    if (!file || content.state !== "parsed" || saysTheSame(content.file, file)) return entry;
    return { ...entry, content: { ...content, file } };
  });
  const present = new Set(kept.map(({ name }) => name));
  const missing = units.filter(({ path }) => !present.has(nameOf(path)));
  const entries = missing.map(
    (file): UnitEntry => ({
      name: nameOf(file.path),
      directory: directory.path,
      path: file.path,
      kind: "file",
      content: { state: "parsed", file, saysPodman: true },
      planned: true,
    }),
  );
  const made = new Set([...byName.keys(), ...kept.filter(isOfQuadlet).map(({ name }) => name)]);
  const links = new Map<string, string[]>();
  for (const { name, listing } of directory.folders) {
    const others = listing.outcome === "listed" ? listing.entries.filter((link) => !made.has(link.name)) : [];
    links.set(
      name,
      others.map((link) => link.name),
    );
  }
  for (const file of units) {
    for (const [folder, unit] of linksOf(file)) links.set(folder, [...(links.get(folder) ?? []), unit]);
  }
  const folders = [...links].map(
    ([name, targets]): UnitFolder => ({
      name,
      path: `${directory.path}/${name}`,
      listing: { outcome: "listed", entries: targets.map((target) => ({ name: target, kind: "symlink" })) },
    }),
  );
  return { path: directory.path, state: "present", entries: [...kept, ...entries], folders };
}

/** Whatever the lines: the file on disk begins with a comment that the dry run does not print. */
function saysTheSame(one: ParsedUnitFile, other: ParsedUnitFile): boolean {
  const said = ({ assignments }: ParsedUnitFile) =>
    JSON.stringify(assignments.map(({ section, key, value }) => [section, key, value]));
  return said(one) === said(other);
}

function isOfQuadlet({ content }: UnitEntry): boolean {
  const source = content.state === "parsed" ? sourceOf(content.file) : undefined;
  return source !== undefined && kindOf(nameOf(source)) !== undefined;
}

/** enableServiceFile() in cmd/quadlet/main.go: a template is enabled by its DefaultInstance= only. */
function linksOf(file: ParsedUnitFile): readonly (readonly [folder: string, unit: string])[] {
  const config = mergeUnit(file);
  const name = nameOf(file.path);
  const instance = config.last("Install", "DefaultInstance")?.value;
  const unit = name.includes("@.") ? instance && name.replace("@.", `@${instance}.`) : name;
  if (!unit) return [];
  const asked = (key: string, suffix: string) =>
    config.words("Install", key).map((target) => [`${target}.${suffix}`, unit] as const);
  return [...asked("WantedBy", "wants"), ...asked("RequiredBy", "requires")];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
