import type { ArgsDef } from "citty";
import { columns, hang } from "../present/wrap.ts";
import { commands } from "./commands.ts";
import { type CommandName, commandNames, commandsOf, type OptionName, options } from "./options.ts";

const examples: Readonly<Record<CommandName, readonly (readonly [string, string])[]>> = {
  check: [
    ["poddoctor", "why your pods are down, and what will be"],
    ["poddoctor pod.service", "the same, of this unit alone"],
    ["sudo poddoctor --user podder", "as root, of podder's pods"],
    ["sudo poddoctor --all-users --quiet", "one sentence an account"],
    ["poddoctor --assume linger-not-enabled=pass", "what would still be wrong then"],
    ["poddoctor --json --strict", "for scripts: a warning fails, too"],
  ],
  fix: [
    ["poddoctor fix --dry-run", "what would be done, exactly"],
    ["poddoctor fix", "do it, each repair asked for"],
    ["sudo poddoctor fix --user podder --yes", "all of it, from a script"],
    ["sudo poddoctor fix --user podder --install ./pod.service --yes", "a fresh host, from nothing to a pod at boot"],
  ],
  undo: [
    ["poddoctor undo", "take the last repair back"],
    ["poddoctor undo --list", "the repairs that can be taken back"],
  ],
  explain: [
    ["poddoctor explain", "what fails now: what it is, and how to mend it"],
    ["poddoctor explain linger-not-enabled", "this check"],
  ],
  list: [
    ["poddoctor list", "every check by group"],
    ["poddoctor list --json", "the same for scripts"],
  ],
  timeline: [
    ["poddoctor timeline", "this boot, of your pods"],
    ["sudo poddoctor timeline --user podder --boot -1", "the boot before, of podder's"],
  ],
  rehearse: [
    ["sudo poddoctor rehearse --user podder", "stop podder's pods, start them as a boot would"],
    ["sudo poddoctor rehearse --user podder --yes", "the same, from a script"],
  ],
  report: [
    ["poddoctor report", "a page to attach to a ticket"],
    ["poddoctor report --format md", "the same for an issue form, on standard output"],
    ["sudo poddoctor report --user podder -o r.json.gz", "as root, only what replay needs"],
    ["poddoctor report --unmask answer.txt", "an answer with the real names"],
  ],
  replay: [
    ["poddoctor replay", "the example hosts"],
    ["poddoctor replay linger-off", "one of them"],
    ["poddoctor replay report.html", "the diagnosis of the host that was recorded"],
    ["poddoctor replay report.html timeline", "or explain, or report: of that host"],
  ],
};

const statuses = [
  "0   nothing fails",
  "1   at least one check fails (with --strict: or warns)",
  "2   the command line is wrong",
  "3   nothing fails, but what matters could not be seen; or the answer, a",
  "    report, could not be written",
  "130, 143   interrupted",
];

/** The help of one command, examples first, at most 80 columns wide. */
export async function renderHelp(command: CommandName): Promise<string> {
  const { description, args } = await describe(command);
  const words = Object.entries(args)
    .filter(([, arg]) => arg.type === "positional")
    .map(([, { valueHint }]) => `[${valueHint}]`);
  const name = command === "check" ? "[check]" : command;
  const sections = [
    [...hang(`poddoctor ${command}: `, description)],
    ["Examples", ...table(examples[command], 38)],
    ["Usage", `  poddoctor ${[name, ...words].join(" ")} [OPTION...]`],
    ...(command === "check" ? [["Commands", ...table(await commandRows(), 12)]] : []),
    ["Options", ...table(optionRows(command), 22)],
    ...(command === "list" ? [] : [["Exit status", ...statuses.map((line) => `  ${line}`)]]),
  ];
  return sections.map((section) => section.join("\n")).join("\n\n");
}

async function describe(command: CommandName): Promise<{ description: string; args: ArgsDef }> {
  const definition = commands[command];
  const [meta, args] = await Promise.all([
    typeof definition.meta === "function" ? definition.meta() : definition.meta,
    typeof definition.args === "function" ? definition.args() : definition.args,
  ]);
  return { description: meta?.description ?? "", args: args ?? {} };
}

async function commandRows(): Promise<readonly (readonly [string, string])[]> {
  return Promise.all(commandNames.map(async (name) => [name, (await describe(name)).description] as const));
}

function optionRows(command: CommandName): readonly (readonly [string, string])[] {
  const own = Object.entries(options).filter(([name]) => commandsOf[name as OptionName]?.includes(command) ?? true);
  return own.map(([name, option]) => {
    const short = "alias" in option ? `-${option.alias}, ` : "";
    const value = "valueHint" in option ? ` ${option.valueHint}` : "";
    return [`${short}--${name}${value}`, option.description];
  });
}

function table(rows: readonly (readonly [string, string])[], width: number): readonly string[] {
  return rows.flatMap(([left, right]) => {
    if (left.length < width) return hang(`  ${left}`.padEnd(width + 2), right, columns);
    return [`  ${left}`, ...hang(" ".repeat(width + 2), right, columns)];
  });
}
