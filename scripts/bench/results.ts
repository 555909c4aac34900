import { isHybrid } from "../lab/cgroups.ts";
import { markdownTable } from "../lab/table.ts";
import type { Measured } from "./gauge.ts";
import type { Measurements, OfUnits, OfUsers } from "./measure.ts";
import type { Spread } from "./spread.ts";

/** What the design asks of the speed. */
interface Aim {
  readonly what: string;
  readonly atMost: number;
  readonly measured: number;
}

/** The whole file: what was measured, on what, as multiples of what was measured beside it. */
export function resultsText(all: Measurements): string {
  const { at, rounds, seconds, processors, versions, units, users } = all;
  const [one] = units;
  const sections = [
    "# How long poddoctor takes",
    `Made by \`bun run bench --write\` on ${at.toISOString().slice(0, 10)} in ${(seconds / 60).toFixed(1)} minutes. Do not edit.`,
    `poddoctor ${versions.poddoctor} (Bun ${versions.bun}) on trixie: systemd ${versions.systemd}, podman ${versions.podman}; ` +
      `containers on a machine with ${processors} processors${isHybrid() ? " and hybrid cgroups" : ""}, all booted at once, their pods running.`,
    `Each program ran ${rounds} times, in turn with all others. Times are medians, with the quartiles in brackets. They are of ` +
      "this machine and this hour; what holds elsewhere are the multiples. Memory is the peak of a program's largest process.",
    "## Aims",
    markdownTable(
      ["aim", "at most", "measured", "met"],
      aims(all).map(({ what, atMost, measured }) => [
        what,
        multiple(atMost),
        multiple(measured),
        measured <= atMost ? "yes" : "**no**",
      ]),
    ),
    "## Programs",
    markdownTable(["program", "ms", "of an empty program", "MB"], programRows(all)),
    "`verify` is `systemd-analyze --user verify` of the same units, as poddoctor asks it. The units beyond the first are copies of " +
      "it for the same pod, enabled and active; each further account has a pod of its own.",
    "## Units and accounts",
    markdownTable(
      ["diagnosis", "ms", "of one", "commands", "of its slowest command", "of all its commands, one after another"],
      [...units.map((of) => unitsRow(of, one)), ...users.map((of) => usersRow(of, users[0]))],
    ),
    "## Commands",
    "What a diagnosis of one unit runs, each alone:",
    markdownTable(
      ["command", "ms"],
      (one?.commands ?? []).map(({ argv, milliseconds }) => [`\`${shortened(argv)}\``, spread(milliseconds)]),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

function aims({ empty, version, units, users }: Measurements): readonly Aim[] {
  const [one] = units;
  const most = units.at(-1);
  const [first] = users;
  const crowd = users.at(-1);
  return [
    { what: "`poddoctor --version`: of an empty program", atMost: 2, measured: of(version, empty) },
    { what: "a diagnosis: of its slowest command", atMost: 1.2, measured: ofSlowest(one) },
    { what: `${most?.count} units: of one unit`, atMost: 3, measured: of(most?.poddoctor, one?.poddoctor) },
    { what: `${crowd?.count} accounts: of one account`, atMost: 10, measured: of(crowd?.poddoctor, first?.poddoctor) },
  ];
}

function programRows({ empty, version, explain, podmanInfo, units, users }: Measurements) {
  const row = (name: string, measured: Measured) => [
    name,
    spread(measured.milliseconds),
    multiple(of(measured, empty)),
    (measured.peak / 1024).toFixed(0),
  ];
  return [
    row("an empty Bun program", empty),
    row("`poddoctor --version`", version),
    row("`poddoctor explain linger-not-enabled`", explain),
    ...units.map(({ count, poddoctor }) => row(`\`poddoctor\`, ${unitsOf(count)}`, poddoctor)),
    ...users.map(({ count, poddoctor }) => row(`\`poddoctor --all-users\`, ${accountsOf(count)}`, poddoctor)),
    ...units.map(({ count, verify }) => row(`verify, ${unitsOf(count)}`, verify)),
    row("`podman info`", podmanInfo),
  ];
}

function unitsRow(units: OfUnits, one: OfUnits | undefined): readonly string[] {
  const { count, poddoctor, commands } = units;
  const sum = commands.reduce((total, { milliseconds }) => total + milliseconds.median, 0);
  return [
    unitsOf(count),
    spread(poddoctor.milliseconds),
    multiple(of(poddoctor, one?.poddoctor)),
    String(commands.length),
    `${multiple(ofSlowest(units))} (\`${shortened(commands[0]?.argv ?? [])}\`)`,
    multiple(poddoctor.milliseconds.median / sum),
  ];
}

function usersRow({ count, poddoctor, commands }: OfUsers, one: OfUsers | undefined): readonly string[] {
  return [
    accountsOf(count),
    spread(poddoctor.milliseconds),
    multiple(of(poddoctor, one?.poddoctor)),
    String(commands),
    "–",
    "–",
  ];
}

function of(measured: Measured | undefined, other: Measured | undefined): number {
  return (measured?.milliseconds.median ?? Number.NaN) / (other?.milliseconds.median ?? Number.NaN);
}

function ofSlowest(units: OfUnits | undefined): number {
  const slowest = units?.commands[0]?.milliseconds.median ?? Number.NaN;
  return (units?.poddoctor.milliseconds.median ?? Number.NaN) / slowest;
}

function unitsOf(count: number): string {
  return count === 1 ? "1 unit" : `${count} units`;
}

function accountsOf(count: number): string {
  return count === 1 ? "1 account" : `${count} accounts`;
}

function multiple(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)}×`;
}

function spread({ low, median, high }: Spread): string {
  const digits = median < 10 ? 1 : 0;
  return `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

/** The tool and its first words: with five hundred units a command is a page long. */
function shortened(argv: readonly string[]): string {
  const [tool = "", ...rest] = argv;
  const words = [tool.split("/").at(-1) ?? tool, ...rest.filter((word) => word !== "--no-pager")].join(" ");
  return words.length > 70 ? `${words.slice(0, 69)}…` : words;
}
