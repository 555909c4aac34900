import { parseArgs } from "node:util";
import { printable } from "../present/printable.ts";
import { cut } from "../present/wrap.ts";
import {
  type CommandName,
  commandNames,
  commandsOf,
  type Invocation,
  type OptionName,
  options,
  repeatable,
} from "./options.ts";
import { suggestion, UsageError } from "./usage-error.ts";

const defaultTimeoutSeconds = 10;
const longestTimeoutSeconds = 3600;

type Values = ReadonlyMap<OptionName, readonly (string | undefined)[]>;

/**
 * Reads the command line strictly. citty takes unknown options, drops extra words and mistakes an option for another's
 * value, so it is only asked once every word has been judged here.
 *
 * @param args the words after the program's name
 * @throws UsageError for every word that is not understood, naming the nearest that is
 */
export function parseCommandLine(args: readonly string[]): Invocation {
  const { tokens } = parseArgs({ args: [...args], options: forParseArgs(), strict: false, tokens: true });
  const values = new Map<OptionName, (string | undefined)[]>();
  const words: string[] = [];
  let ended = false;
  let first: string | undefined;
  for (const token of tokens) {
    if (token.kind === "option-terminator") ended = true;
    else if (token.kind === "positional") {
      if (token.value === "") throw new UsageError("an empty word names nothing");
      if (words.length === 0 && !ended) first = token.value;
      words.push(token.value);
    } else {
      const name = optionName(token.name, token.rawName);
      checkValue(name, token.value, token.inlineValue ?? false);
      values.set(name, [...(values.get(name) ?? []), token.value]);
    }
  }
  const named = first !== undefined && isCommand(first) ? first : undefined;
  const invocation = {
    // `poddoctor --fix` is the command in another form, and takes what it takes.
    command: values.has("fix") && (named ?? "check") === "check" ? ("fix" as const) : (named ?? ("check" as const)),
    words: named ? words.slice(1) : words,
    ...(first === undefined || named ? {} : { doubtful: first }),
    ...readValues(values),
  };
  checkTogether(invocation, values);
  return invocation;
}

function isCommand(word: string): word is CommandName {
  return (commandNames as readonly string[]).includes(word);
}

function forParseArgs() {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      {
        type: option.type === "boolean" ? ("boolean" as const) : ("string" as const),
        multiple: true,
        ...("alias" in option ? { short: option.alias } : {}),
      },
    ]),
  );
}

function optionName(name: string, raw: string): OptionName {
  if (Object.hasOwn(options, name)) return name as OptionName;
  const candidates = Object.keys(options).map((known) => `--${known}`);
  throw new UsageError(`there is no option ${quoted(raw)}${suggestion(raw, candidates)}`);
}

function checkValue(name: OptionName, value: string | undefined, inline: boolean): void {
  const option = options[name];
  if (option.type === "boolean") {
    if (value !== undefined) throw new UsageError(`--${name} takes no value`);
    return;
  }
  // Without "=" the next word is the value, and an option is not meant as one.
  if (value === undefined || value === "" || (!inline && value.startsWith("-") && !isOwnDash(name, value))) {
    throw new UsageError(`--${name} needs a value: --${name} ${option.valueHint}`);
  }
  if (option.type === "enum" && !(option.options as readonly string[]).includes(value)) {
    throw new UsageError(
      `--${name} is ${option.options.join(", ")}, not ${quoted(value)}${suggestion(value, option.options)}`,
    );
  }
}

function readValues(values: Values): Omit<Invocation, "command" | "words" | "doubtful"> {
  for (const [name, given] of values) {
    if (options[name].type !== "boolean" && !repeatable.has(name) && given.length > 1)
      throw new UsageError(`--${name} is given ${given.length} times`);
  }
  const user = values.get("user")?.at(0);
  return {
    ...(user === undefined ? {} : { user }),
    allUsers: values.has("all-users"),
    only: listOf("only", values),
    skip: listOf("skip", values),
    assume: assumptionsOf(values),
    strict: values.has("strict"),
    json: values.has("json"),
    verbose: values.has("verbose"),
    quiet: values.has("quiet"),
    color: (values.get("color")?.at(0) ?? "auto") as Invocation["color"],
    timeoutMs: timeoutOf(values.get("timeout")?.at(0)),
    boot: bootOf(values.get("boot")?.at(0)),
    yes: values.has("yes"),
    dryRun: values.has("dry-run"),
    start: values.has("start"),
    install: (values.get("install") ?? []).map((path) => path ?? ""),
    list: values.has("list"),
    report: reportOf(values),
    evenWithSessions: values.has("even-with-sessions"),
    help: values.has("help"),
    version: values.has("version"),
  };
}

function reportOf(values: Values): Invocation["report"] {
  const text = (name: OptionName) => values.get(name)?.at(0);
  const [output, format, unmask, map] = [text("output"), text("format"), text("unmask"), text("map")];
  return {
    ...(output === undefined ? {} : { output }),
    ...(format === undefined ? {} : { format: format as "html" | "bundle" | "md" }),
    redact: (text("redact") ?? "full") as "full" | "none",
    force: values.has("force"),
    ...(unmask === undefined ? {} : { unmask }),
    ...(map === undefined ? {} : { map }),
  };
}

function listOf(name: OptionName, values: Values): readonly string[] {
  const ids = (values.get(name) ?? []).flatMap((value) => (value ?? "").split(","));
  if (ids.includes("")) throw new UsageError(`--${name} has an empty name between its commas`);
  return ids;
}

/** `CHECK=pass`; to assume anything else of a host says nothing about it. */
function assumptionsOf(values: Values): readonly string[] {
  const ids = listOf("assume", values).map((word) => {
    const check = /^(.+)=pass$/.exec(word)?.[1];
    if (check === undefined) throw new UsageError(`--assume takes CHECK=pass, not ${quoted(word)}`);
    return check;
  });
  return [...new Set(ids)];
}

/** `--boot -1` is a number and `--output -` a file, not options. */
function isOwnDash(name: OptionName, value: string): boolean {
  return (name === "boot" && /^-\d+$/.test(value)) || ((name === "output" || name === "unmask") && value === "-");
}

function bootOf(value: string | undefined): number {
  if (value === undefined) return 0;
  if (!/^(0|-\d{1,4})$/.test(value))
    throw new UsageError(`--boot takes 0 (this boot), -1 (the one before) and so on, not ${quoted(value)}`);
  return Number(value) || 0;
}

function timeoutOf(value: string | undefined): number {
  if (value === undefined) return defaultTimeoutSeconds * 1000;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : 0;
  if (seconds <= 0 || seconds > longestTimeoutSeconds) {
    throw new UsageError(
      `--timeout is a number of seconds, above 0 and up to ${longestTimeoutSeconds}, not ${quoted(value)}`,
    );
  }
  return Math.max(1, Math.round(seconds * 1000));
}

function checkTogether(invocation: Invocation, values: Values): void {
  const { user, allUsers, quiet, verbose, command, words, help } = invocation;
  if (user !== undefined && allUsers) throw new UsageError("--user and --all-users exclude each other");
  if (quiet && verbose) throw new UsageError("--quiet and --verbose exclude each other");
  if (help) return;
  for (const name of values.keys()) {
    const own = commandsOf[name];
    if (own && !own.includes(command) && !(name === "fix" && command === "fix")) {
      throw new UsageError(`--${name} goes with ${own.join(" and ")}, not with ${command}`);
    }
  }
  checkRepair(invocation);
  if (command === "rehearse") checkRehearsal(invocation);
  if (command === "list" && words[0] !== undefined) throw new UsageError(`list takes no ${quoted(words[0])}`);
  if (command === "report") checkReport(invocation);
  if (command !== "replay") return;
  if (allUsers) throw new UsageError("a recording is of one account: --all-users does not go with replay");
}

function checkRepair({ command, allUsers, yes, dryRun, words }: Invocation): void {
  if (command !== "fix" && command !== "undo") return;
  if (allUsers) throw new UsageError(`${command} works on one account: --user NAME`);
  if (yes && dryRun) throw new UsageError("--yes and --dry-run exclude each other");
  if (command === "undo" && words.length > 1)
    throw new UsageError(`undo takes one ID, not also ${quoted(words[1] ?? "")}`);
}

function checkRehearsal({ allUsers, user, words, boot }: Invocation): void {
  if (allUsers || user === undefined) throw new UsageError("rehearse plays one account's boot: --user NAME");
  if (words[0] !== undefined) throw new UsageError(`rehearse plays the whole boot and takes no ${quoted(words[0])}`);
  if (boot !== 0) throw new UsageError("rehearse plays the next boot: --boot does not go with it");
}

function checkReport({ report, json, words }: Invocation): void {
  if (report.unmask !== undefined && words[0] !== undefined)
    throw new UsageError(`--unmask reads a file and takes no ${quoted(words[0])}`);
  if (report.map !== undefined && report.unmask === undefined) throw new UsageError("--map goes with --unmask");
  if (json) throw new UsageError("report writes a file, which holds the JSON: --json does not go with it");
}

/** What was typed, as it can be shown. */
export function quoted(word: string): string {
  return `"${cut(printable(word), 60)}"`;
}
