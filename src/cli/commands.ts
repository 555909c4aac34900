import { type ArgsDef, type CommandDef, defineCommand } from "citty";
import { version } from "../version.ts";
import { type CommandName, type Invocation, options } from "./options.ts";

/** What citty hands to a command: the invocation that was read strictly in front of it. */
function invocationOf(data: unknown): Invocation {
  return data as Invocation;
}

/** Every command with its words and options. What runs it is loaded only when it is run. */
export const commands = {
  check: defineCommand<ArgsDef>({
    meta: { name: "check", description: "say why pods did not start, and whether they will" },
    args: { unit: { type: "positional", required: false, valueHint: "UNIT..." }, ...options },
    run: async ({ data }) => (await import("./check.ts")).runCheck(invocationOf(data)),
  }),
  fix: defineCommand<ArgsDef>({
    meta: { name: "fix", description: "mend what is found, look again, and keep the way back" },
    args: { unit: { type: "positional", required: false, valueHint: "UNIT..." }, ...options },
    run: async ({ data }) => (await import("./fix.ts")).runFix(invocationOf(data)),
  }),
  undo: defineCommand<ArgsDef>({
    meta: { name: "undo", description: "take the last repair back, or the one named" },
    args: { id: { type: "positional", required: false, valueHint: "ID" }, ...options },
    run: async ({ data }) => (await import("./undo.ts")).runUndo(invocationOf(data)),
  }),
  explain: defineCommand<ArgsDef>({
    meta: { name: "explain", description: "explain checks; those that fail where none is named" },
    args: { check: { type: "positional", required: false, valueHint: "CHECK..." }, ...options },
    run: async ({ data }) => (await import("./explain.ts")).runExplain(invocationOf(data)),
  }),
  list: defineCommand<ArgsDef>({
    meta: { name: "list", description: "list every check" },
    args: options,
    run: async ({ data }) => (await import("./list.ts")).runList(invocationOf(data)),
  }),
  timeline: defineCommand<ArgsDef>({
    meta: { name: "timeline", description: "draw the boot: what started when, and what waited for what" },
    args: { unit: { type: "positional", required: false, valueHint: "UNIT..." }, ...options },
    run: async ({ data }) => (await import("./timeline.ts")).runTimeline(invocationOf(data)),
  }),
  rehearse: defineCommand<ArgsDef>({
    meta: { name: "rehearse", description: "play one user's boot without a reboot (as root)" },
    args: options,
    run: async ({ data }) => (await import("./rehearse.ts")).runRehearse(invocationOf(data)),
  }),
  report: defineCommand<ArgsDef>({
    meta: { name: "report", description: "write one redacted file for a ticket, from which anyone can replay" },
    args: { unit: { type: "positional", required: false, valueHint: "UNIT..." }, ...options },
    run: async ({ data }) => (await import("./report.ts")).runReport(invocationOf(data)),
  }),
  replay: defineCommand<ArgsDef>({
    meta: { name: "replay", description: "diagnose a recorded host, or an example, on any machine" },
    args: {
      file: { type: "positional", required: false, valueHint: "FILE" },
      command: { type: "positional", required: false, valueHint: "COMMAND" },
      unit: { type: "positional", required: false, valueHint: "UNIT..." },
      ...options,
    },
    run: async ({ data }) => (await import("./replay.ts")).runReplay(invocationOf(data)),
  }),
} satisfies Record<CommandName, CommandDef>;

/** The program: `check` is what is run where no command is named. */
export const program = defineCommand({
  meta: { name: "poddoctor", version, description: "why a rootless podman pod did not start at boot" },
  default: "check",
  subCommands: commands,
});
