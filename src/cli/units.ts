import type { FactStore } from "../facts/fact-store.ts";
import { nearest } from "../facts/unit-file/nearest.ts";
import { printable } from "../present/printable.ts";
import { commandNames, type Invocation } from "./options.ts";
import { quoted } from "./parse.ts";
import { suggestion, UsageError } from "./usage-error.ts";

/**
 * Makes sure that every unit named on the command line exists.
 *
 * @throws UsageError naming the nearest unit on the host, or the command that was mistyped
 */
export async function requireUnits(store: FactStore, invocation: Invocation): Promise<void> {
  if (store.request.units.length === 0) return;
  const pods = await store.fact("podUnits");
  const missing = pods.known ? pods.value.missing : [];
  if (missing.length > 0) throw unknownUnit(missing, await unitNames(store), invocation);
}

/**
 * The accounts that have one of the units named; all of them where none is named.
 *
 * @throws UsageError where nobody has a unit of that name
 */
export async function storesWithUnits(
  stores: readonly FactStore[],
  invocation: Invocation,
): Promise<readonly FactStore[]> {
  if (invocation.words.length === 0) return stores;
  const asked = await Promise.all(stores.map(async (store) => ({ store, pods: await store.fact("podUnits") })));
  const nowhere = asked
    .map(({ pods }) => (pods.known ? pods.value.missing : []))
    .reduce<readonly string[] | undefined>(
      (common, missing) => (common ? common.filter((name) => missing.includes(name)) : missing),
      undefined,
    );
  if (nowhere && nowhere.length > 0) {
    const names = (await Promise.all(stores.map(unitNames))).flat();
    throw unknownUnit(nowhere, names, invocation);
  }
  return asked
    .filter(({ pods }) => !pods.known || pods.value.units.length + pods.value.quadlets.length > 0)
    .map(({ store }) => store);
}

function unknownUnit(
  missing: readonly string[],
  names: readonly string[],
  { doubtful, words }: Invocation,
): UsageError {
  // The fact completes `pod` to `pod.service`; the reader is shown what was typed.
  const typed = words.find((word) => missing.includes(word) || missing.includes(`${word}.service`)) ?? missing[0] ?? "";
  const base = typed.split("/").at(-1) ?? typed;
  if (typed === doubtful && !typed.includes(".")) {
    const command = suggestion(typed, typed === "help" ? ["--help"] : [...commandNames, "--help"]);
    if (typed === "help") return new UsageError(`there is no command "help"; did you mean --help?`);
    if (command !== "") return new UsageError(`there is no command or unit ${quoted(typed)}${command}`);
  }
  return new UsageError(`there is no unit ${quoted(typed)}${nearestUnit(base, names)}`);
}

/** The suffix is left out of the comparison: with it any two short names would be near each other. */
function nearestUnit(name: string, units: readonly string[]): string {
  const suffix = ".service";
  if (name.includes(".") && !name.endsWith(suffix)) return suggestion(name, units);
  const services = units.filter((unit) => unit.endsWith(suffix));
  const bases = new Map(services.map((unit) => [unit.slice(0, -suffix.length), unit]));
  const meant = nearest(name.replace(suffix, ""), bases.keys());
  return meant === undefined ? "" : `; did you mean ${printable(bases.get(meant) ?? meant)}?`;
}

async function unitNames(store: FactStore): Promise<readonly string[]> {
  const [entries, quadlets] = await Promise.all([store.fact("unitEntries"), store.fact("quadlets")]);
  if (!entries.known) return [];
  const own = entries.value.directories.flatMap((directory) => directory.entries.map(({ name }) => name));
  const services = [...own, ...entries.value.vendorNames.keys()].filter((name) => name.endsWith(".service"));
  return [...services, ...(quadlets.known ? quadlets.value.all.map(({ name }) => name) : [])];
}
