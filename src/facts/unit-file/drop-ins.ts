import { splitUnitName } from "./unit-name.ts";

/**
 * The names of the folders in which systemd looks for a unit's drop-ins, the most specific first
 * (unit_file_find_dirs() in src/shared/dropin.c): `web-db@1.service.d`, `web-db@.service.d`, `web-@1.service.d`, …
 * The type-level `service.d` is not among them, as it comes after those of every folder: see orderDropIns().
 *
 * @param unitName a valid unit name; for another the result is empty
 */
export function dropInFolders(unitName: string): readonly string[] {
  const parts = splitUnitName(unitName);
  if (parts === undefined) return [];
  const { prefix, instance, type } = parts;
  const name = (stem: string, at: string | undefined) => `${stem}${at === undefined ? "" : `@${at}`}.${type}`;
  const folders = [`${unitName}.d`];
  if (instance) folders.push(...dropInFolders(name(prefix, "")));
  // A template's own prefix has no instance, so that `a-.service.d` holds for `a-b@1.service` too.
  // "a-b-" is the prefix of "a-b-c", and "a-" that of "a-b-": a dash at the end does not count for the next step.
  const dash = prefix.replace(/-$/, "").lastIndexOf("-");
  if (dash > 0) folders.push(...dropInFolders(name(prefix.slice(0, dash + 1), instance || undefined)));
  return [...new Set(folders)];
}

/**
 * Chooses and orders a unit's drop-ins as systemd does (unit_file_find_dropin_paths(), conf_files_list_strv()): of
 * two files of one name, in whatever folders, the one in the earlier folder counts; the rest are read in the order of
 * their names.
 *
 * @param unitName the unit
 * @param unitPath the folders of `systemctl --user show -p UnitPath`, in order
 * @param present absolute paths of the files that exist (others may be among them)
 * @param aliases the unit's other names
 * @returns the paths to read, in order
 */
export function orderDropIns(
  unitName: string,
  unitPath: readonly string[],
  present: readonly string[],
  aliases: readonly string[] = [],
): readonly string[] {
  const type = splitUnitName(unitName)?.type;
  if (type === undefined || present.length === 0) return [];
  const ranks = new Map<string, number>();
  const rank = (folder: string) => ranks.has(folder) || ranks.set(folder, ranks.size);
  for (const name of [unitName, ...aliases])
    for (const root of unitPath) for (const folder of dropInFolders(name)) rank(`${root}/${folder}`);
  for (const root of unitPath) rank(`${root}/${type}.d`);
  const chosen = new Map<string, { path: string; rank: number }>();
  for (const path of present) {
    const [, folder = "", file = ""] = /^(.*)\/([^/]*)$/.exec(path) ?? [];
    const at = ranks.get(folder);
    if (at === undefined || !file.endsWith(".conf") || file.startsWith(".")) continue;
    const before = chosen.get(file);
    if (before === undefined || at < before.rank) chosen.set(file, { path, rank: at });
  }
  return [...chosen].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(([, { path }]) => path);
}
