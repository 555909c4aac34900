const truths = new Set(["1", "yes", "y", "true", "t", "on"]);
const untruths = new Set(["0", "no", "n", "false", "f", "off"]);

/**
 * A boolean as parse_boolean() (src/basic/parse-util.c) reads it, in any letter case.
 *
 * @param text the value
 * @returns undefined for what systemd refuses
 */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return truths.has(word) ? true : untruths.has(word) ? false : undefined;
}

const second = 1_000_000;
// Longest first, as a unit may begin another ("m" begins "min").
const timeUnits: readonly (readonly [string, number])[] = (
  [
    [["seconds", "second", "sec", "s"], second],
    [["minutes", "minute", "min", "m"], 60 * second],
    [["hours", "hour", "hr", "h"], 3600 * second],
    [["days", "day", "d"], 86_400 * second],
    [["weeks", "week", "w"], 604_800 * second],
    [["months", "month", "M"], 2_629_800 * second],
    [["years", "year", "y"], 31_557_600 * second],
    [["msec", "ms"], 1000],
    [["usec", "us", "\u03bcs", "\u00b5s"], 1],
  ] as const
)
  .flatMap(([names, microseconds]) => names.map((name) => [name, microseconds] as const))
  .sort(([a], [b]) => b.length - a.length);

/**
 * A time span as parse_sec() (src/basic/time-util.c, systemd.time(7)) reads it: `90`, `1min 30s`, `1.5h`, `infinity`.
 *
 * @param text the value
 * @returns microseconds (Infinity for `infinity`), or undefined for what systemd refuses
 */
export function parseTimespan(text: string): number | undefined {
  let rest = text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "");
  if (rest === "infinity") return Number.POSITIVE_INFINITY;
  if (rest === "") return undefined;
  let total = 0;
  while (rest !== "") {
    const number = /^[ \t\n\r]*(\+?\d+|(?=\.\d))(?:\.(\d+))?(?!\.)/.exec(rest);
    if (number === null) return undefined;
    const [all, whole = "", fraction = ""] = number;
    const tail = rest.slice(all.length);
    const blanks = /^[ \t\n\r]*/.exec(tail)?.[0].length ?? 0;
    const unit = timeUnits.find(([name]) => tail.startsWith(name, blanks));
    // A second number needs a blank or a unit before it, as in "12.34 .56".
    if (unit === undefined && blanks === 0 && tail !== "") return undefined;
    const size = unit?.[1] ?? second;
    let microseconds = Number(whole) * size;
    let digitSize = Math.floor(size / 10);
    for (const digit of fraction) {
      microseconds += Number(digit) * digitSize;
      digitSize = Math.floor(digitSize / 10);
    }
    total += microseconds;
    if (total >= 2 ** 64) return undefined;
    rest = tail.slice(blanks + (unit?.[0].length ?? 0));
  }
  return total;
}

/** The words that a key takes (systemd.service(5), systemd.kill(5)), what systemd calls them, and which came later. */
export const enumerations: Readonly<
  Record<
    string,
    { readonly what: string; readonly words: readonly string[]; readonly since?: Readonly<Record<string, number>> }
  >
> = {
  Type: {
    what: "service type",
    words: ["simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle"],
    since: { "notify-reload": 253 },
  },
  Restart: {
    what: "service restart specifier",
    words: ["no", "on-success", "on-failure", "on-abnormal", "on-watchdog", "on-abort", "always"],
  },
  NotifyAccess: { what: "notify access specifier", words: ["none", "main", "exec", "all"] },
  KillMode: { what: "kill mode specification", words: ["control-group", "process", "mixed", "none"] },
  ExitType: { what: "service exit type", words: ["main", "cgroup"] },
};
