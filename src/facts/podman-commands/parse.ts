import { type OptionTable, optionTables, type Verb } from "./options.ts";

/** One `--option=value` of a podman call, in its long form; a flag's value is `true` unless it says otherwise. */
export interface PodmanOption {
  readonly name: string;
  readonly value: string;
}

/** A podman command line taken apart. */
export interface PodmanCall {
  readonly verb: Verb;
  /** Options of podman itself, before the verb. */
  readonly global: readonly PodmanOption[];
  readonly options: readonly PodmanOption[];
  /** What follows the options: the image and the container's own command, or the names of what is started. */
  readonly operands: readonly string[];
}

/**
 * Takes a podman command line apart as podman's own option parser does: options end at the first word that is none.
 *
 * @param words the program and its arguments, as systemd hands them over
 * @returns undefined for other verbs, and where an option is not known: then nobody can say where the image stands
 */
export function parsePodmanCall(words: readonly string[]): PodmanCall | undefined {
  const global = readOptions(optionTables.podman, words.slice(1));
  if (!global) return undefined;
  const named = verbOf(global.operands);
  if (!named) return undefined;
  const own = readOptions(optionTables[named.verb], global.operands.slice(named.length), named.verb.endsWith("start"));
  return own && { verb: named.verb, global: global.options, options: own.options, operands: own.operands };
}

/** The values of an option, in order. */
export function valuesOf(call: PodmanCall, ...names: readonly string[]): readonly string[] {
  return call.options.filter(({ name }) => names.includes(name)).map(({ value }) => value);
}

function verbOf(words: readonly string[]): { readonly verb: Verb; readonly length: number } | undefined {
  const [first, second] = words;
  if (first === "run" || first === "create" || first === "start") return { verb: first, length: 1 };
  if (first === "container" && (second === "run" || second === "create" || second === "start"))
    return { verb: second, length: 2 };
  if (first === "pod" && second === "create") return { verb: "pod create", length: 2 };
  if (first === "pod" && second === "start") return { verb: "pod start", length: 2 };
  const kube = (first === "kube" && second === "play") || (first === "play" && second === "kube");
  return kube ? { verb: "kube play", length: 2 } : undefined;
}

interface Split {
  readonly options: readonly PodmanOption[];
  readonly operands: readonly string[];
}

/** `mixed`: options may follow operands, as everywhere but where a container's own command may follow. */
function readOptions(table: OptionTable, words: readonly string[], mixed = false): Split | undefined {
  const options: PodmanOption[] = [];
  const operands: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") return { options, operands: [...operands, ...words.slice(at + 1)] };
    if (!word.startsWith("-") || word === "-") {
      if (!mixed) return { options, operands: words.slice(at) };
      operands.push(word);
      continue;
    }
    const read = word.startsWith("--") ? longOption(table, word) : shortOptions(table, word);
    if (!read) return undefined;
    options.push(...read.options);
    if (read.wants !== undefined) {
      const value = words[at + 1];
      if (value === undefined) return undefined;
      options.push({ name: read.wants, value });
      at += 1;
    }
  }
  return { options, operands };
}

interface ReadWord {
  readonly options: readonly PodmanOption[];
  /** The option whose value is the next word. */
  readonly wants?: string;
}

function longOption(table: OptionTable, word: string): ReadWord | undefined {
  const [, name = "", given] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (table.flags.has(name)) return { options: [{ name, value: given ?? "true" }] };
  if (!table.valued.has(name)) return undefined;
  return given === undefined ? { options: [], wants: name } : { options: [{ name, value: given }] };
}

/** `-dt`, `-p 80:80`, `-p80:80`, `-p=80:80`. */
function shortOptions(table: OptionTable, word: string): ReadWord | undefined {
  const options: PodmanOption[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const name = table.short[word[at] ?? ""];
    if (name === undefined) return undefined;
    const rest = word.slice(at + 1);
    if (table.flags.has(name)) {
      if (rest.startsWith("=")) return { options: [...options, { name, value: rest.slice(1) }] };
      options.push({ name, value: "true" });
    } else if (rest === "") return { options, wants: name };
    else return { options: [...options, { name, value: rest.replace(/^=/, "") }] };
  }
  return { options };
}
