import { type CheckedFile, checkValues } from "./check-values.ts";
import { keyKind } from "./known-keys.ts";
import type { SpecifierContext } from "./specifiers.ts";
import { takenWords } from "./taken-words.ts";
import type { Complaint, ParsedUnitFile, SettingValue } from "./types.ts";
import { parseBoolean } from "./values.ts";

/** A unit's settings: its main file with all of its drop-ins, as systemd sees them together. */
export interface UnitConfig {
  readonly main: ParsedUnitFile;
  readonly dropIns: readonly ParsedUnitFile[];
  /** What systemd says while it reads the files, in its order. */
  readonly complaints: readonly Complaint[];
  /** What ended the reading of the main file; the same in a drop-in only costs the rest of that drop-in. */
  readonly fatal?: Complaint;
  /** The values that hold, in order; an empty assignment drops those before it, except for dependencies. */
  values(section: string, key: string): readonly SettingValue[];
  /** The value that holds for a key that takes one. */
  last(section: string, key: string): SettingValue | undefined;
  /** The last valid boolean. */
  boolean(section: string, key: string): boolean | undefined;
  /** Whether any value holds. */
  has(section: string, key: string): boolean;
  /**
   * All words of all values as this key's parser takes them: without quotes, specifiers replaced as far as the context
   * knows them, without unit names and environment assignments that systemd refuses.
   */
  words(section: string, key: string): readonly string[];
}

/**
 * Joins a unit's main file and its drop-ins (systemd.unit(5); unit_load_fragment() and unit_load_dropin()).
 *
 * @param main the parsed main file
 * @param dropIns the parsed drop-ins in systemd's order: see orderDropIns()
 * @param context for specifiers in values; without it the unit's name is taken from the main file's path
 */
export function mergeUnit(
  main: ParsedUnitFile,
  dropIns: readonly ParsedUnitFile[] = [],
  context: SpecifierContext = { unitName: main.path.replace(/^.*\//, "") },
): UnitConfig {
  const files = [main, ...dropIns];
  const checked = files.map((file) => checkValues(file, context));
  const settings = collect(files, checked);
  const values = (section: string, key: string): readonly SettingValue[] => settings.get(`${section}.${key}`) ?? [];
  const last = (section: string, key: string): SettingValue | undefined => values(section, key).at(-1);
  const fatal = checked[0]?.fatal;
  // Dozens of checks ask for the same few keys.
  const taken = new Map<string, readonly string[]>();
  const wordsOf = (section: string, key: string): readonly string[] => {
    const all = values(section, key).flatMap(({ value }) => takenWords(section, key, value, context).words);
    const words = all.flatMap((word) => ("word" in word ? [word.word] : []));
    return keyKind(section, key) === "ENVIRON" ? withoutRepeats(words) : words;
  };
  return {
    main,
    dropIns,
    complaints: checked.flatMap((file) => file.complaints),
    ...(fatal && { fatal }),
    values,
    last,
    boolean: (section, key) => parseBoolean(last(section, key)?.value ?? ""),
    has: (section, key) => values(section, key).length > 0,
    words: (section, key) => {
      const name = `${section}.${key}`;
      const words = taken.get(name) ?? wordsOf(section, key);
      taken.set(name, words);
      return words;
    },
  };
}

function collect(files: readonly ParsedUnitFile[], checked: readonly CheckedFile[]): Map<string, SettingValue[]> {
  const settings = new Map<string, SettingValue[]>();
  files.forEach(({ path }, index) => {
    for (const { section, key, value, line } of checked[index]?.taken ?? []) {
      const name = `${section}.${key}`;
      if (value !== "") {
        const list = settings.get(name);
        if (list === undefined) settings.set(name, [{ value, path, line }]);
        else list.push({ value, path, line });
      } else if (keyKind(section, key) !== "UNIT [...]") settings.delete(name);
    }
  });
  return settings;
}

// A variable that is set again takes its new value in its old place (strv_env_replace_consume()).
function withoutRepeats(assignments: readonly string[]): string[] {
  return [...new Map(assignments.map((assignment) => [assignment.replace(/=.*/s, ""), assignment])).values()];
}
