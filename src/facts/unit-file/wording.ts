/** The release whose words are used when none is given: the newest one recorded. */
const recent = 257;

// Where the words changed between two recorded releases, the bound is the newer one's or what its NEWS says.
const plainKeys = (systemd = recent) => systemd < 250;
const terse = (systemd = recent) => systemd >= 256;

/** systemd's own words for what it finds; each as fixtures/unit-files/recorded has them for 247, 252 and 257. */
export const wording = {
  unknownKey: (key: string, section: string, systemd?: number): string =>
    plainKeys(systemd)
      ? `Unknown key name '${key}' in section '${section}', ignoring.`
      : `Unknown key '${key}' in section [${section}], ignoring.`,

  badBoolean: (key: string, value: string, systemd?: number): string =>
    terse(systemd) ? invalid(key, value) : `Failed to parse boolean value, ignoring: ${value}`,

  fatalBoolean: (key: string, value: string, systemd?: number): string =>
    wording.badBoolean(key, value, systemd).replace(", ignoring", ""),

  badWord: (key: string, what: string, value: string, systemd?: number): string =>
    terse(systemd) && key !== "KillMode" ? invalid(key, value) : `Failed to parse ${what}, ignoring: ${value}`,

  badTimespan: (key: string, value: string, systemd?: number): string => {
    if (key === "TimeoutStartSec" || key === "TimeoutSec" || (key === "TimeoutStopSec" && plainKeys(systemd)))
      return `Failed to parse ${key}= parameter, ignoring: ${value}`;
    if (terse(systemd))
      return value.startsWith("-")
        ? `Failed to parse ${key}=${value}, ignoring: Numerical result out of range`
        : invalid(key, value);
    return `Failed to parse ${key === "TimeoutStopSec" ? "time" : "sec"} value, ignoring: ${value}`;
  },

  badSpecifier: (shown: string, ignoring: boolean): string =>
    `Failed to resolve unit specifiers in ${shown}${ignoring ? ", ignoring" : ""}: Invalid slot`,

  badEnvironmentSpecifier: (word: string, systemd?: number): string =>
    `Failed to resolve ${plainKeys(systemd) ? "unit " : ""}specifiers in ${word}, ignoring: Invalid slot`,

  badTarget: (name: string, systemd?: number): string =>
    terse(systemd) ? `Invalid unit name ${name}` : `"${name}" is not a valid unit name.`,

  /** A word of a command line, which only 257 quotes. */
  commandWord: (word: string, systemd?: number): string => (terse(systemd) ? `'${word}'` : word),

  /** A whole command line, which only the older ones quote. */
  commandLine: (line: string, systemd?: number): string => (terse(systemd) ? line : `'${line}'`),

  oddPath: (systemd?: number): string => `Executable ${terse(systemd) ? "path" : "name"} contains special characters`,

  killModeNone: (systemd?: number): string => {
    const [begin, whose] = plainKeys(systemd) ? ["Unit configured to use", "your"] : ["Unit uses", "the"];
    return (
      `${begin} KillMode=none. This is unsafe, as it disables systemd's process lifecycle management for the service. ` +
      `Please update ${whose} service to use a safer KillMode=, such as 'mixed' or 'control-group'. ` +
      "Support for KillMode=none is deprecated and will eventually be removed."
    );
  },
};

function invalid(key: string, value: string): string {
  return `Failed to parse ${key}=${value}, ignoring: Invalid argument`;
}
