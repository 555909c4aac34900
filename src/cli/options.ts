import type { ArgsDef } from "citty";
import type { Recording } from "../host/recording.ts";
import type { ReplayHost } from "../host/replay.ts";
import type { RedactionSummary } from "../report/bundle.ts";

/** Every option; `commandsOf` says which commands take those that not every one does. */
export const options = {
  user: { type: "string", valueHint: "NAME", description: "diagnose this account's pods (another's: as root)" },
  "all-users": { type: "boolean", description: "diagnose every account that has pods (as root)" },
  only: { type: "string", valueHint: "CHECK", description: "judge this check alone; may be repeated" },
  skip: { type: "string", valueHint: "CHECK", description: "leave this check out; may be repeated" },
  assume: { type: "string", valueHint: "CHECK=pass", description: "what if this cause were mended? may be repeated" },
  strict: { type: "boolean", description: "let a warning count as a failure" },
  json: { type: "boolean", description: "print one JSON document" },
  verbose: { type: "boolean", description: "show every result, and all evidence" },
  quiet: { type: "boolean", description: "print the sentence alone" },
  color: {
    type: "enum",
    options: ["auto", "always", "never"],
    valueHint: "WHEN",
    description: "auto, always or never",
  },
  timeout: {
    type: "string",
    valueHint: "SECONDS",
    description: "how long one command may wait; longer where it computes (10)",
  },
  fix: { type: "boolean", description: "mend what is found: the same as the command fix" },
  yes: { type: "boolean", alias: "y", description: "ask nothing" },
  "dry-run": { type: "boolean", description: "show what would be done, and do nothing" },
  start: { type: "boolean", description: "start the pod units that do not run" },
  install: {
    type: "string",
    valueHint: "PATH",
    description: "put this unit, quadlet or folder of them in place first",
  },
  "even-with-sessions": { type: "boolean", description: "play the boot although the account is logged in" },
  output: { type: "string", alias: "o", valueHint: "FILE", description: "write there; - is standard output" },
  format: {
    type: "enum",
    options: ["html", "bundle", "md"],
    valueHint: "FORM",
    description: "html (a page), bundle (for replay) or md (for an issue)",
  },
  redact: {
    type: "enum",
    options: ["full", "none"],
    valueHint: "HOW",
    description: "none leaves names and addresses as they are",
  },
  force: { type: "boolean", description: "write over a file that exists" },
  unmask: {
    type: "string",
    valueHint: "FILE",
    description: "put the real names back into an answer; - is standard input",
  },
  map: { type: "string", valueHint: "ID", description: "the report whose names are put back; the last one" },
  list: { type: "boolean", description: "list the repairs that can be taken back" },
  boot: {
    type: "string",
    valueHint: "N",
    description: "the boot whose journal is read: 0 this one, -1 the one before",
  },
  help: { type: "boolean", alias: "h", description: "show this help" },
  version: { type: "boolean", description: "show the version" },
} as const satisfies ArgsDef;

export type OptionName = keyof typeof options;

/** Options that may be given more than once, each time with one value or several between commas. */
export const repeatable: ReadonlySet<OptionName> = new Set(["only", "skip", "install", "assume"]);

/** The commands that take an option which the others do not. */
export const commandsOf: Readonly<Partial<Record<OptionName, readonly CommandName[]>>> = {
  fix: ["check"],
  assume: ["check", "replay"],
  yes: ["fix", "undo", "rehearse"],
  "even-with-sessions": ["rehearse"],
  "dry-run": ["fix"],
  start: ["fix"],
  install: ["fix"],
  list: ["undo"],
  output: ["report", "replay"],
  format: ["report", "replay"],
  redact: ["report", "replay"],
  force: ["report", "replay"],
  unmask: ["report"],
  map: ["report"],
};

/** What the command line asked for, all of it checked but for what only the host or the registry can tell. */
export interface Invocation {
  readonly command: CommandName;
  /** The words after the command: units, checks, or a file. */
  readonly words: readonly string[];
  /** The first word where it may be a mistyped command. */
  readonly doubtful?: string;
  readonly user?: string;
  readonly allUsers: boolean;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly assume: readonly string[];
  readonly strict: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly color: "auto" | "always" | "never";
  readonly timeoutMs: number;
  readonly boot: number;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly start: boolean;
  readonly install: readonly string[];
  readonly list: boolean;
  readonly report: ReportOptions;
  /** A host that answers from a recording; absent where the machine itself is asked. */
  readonly recorded?: Recorded;
  readonly evenWithSessions: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** What `report` is told. */
export interface ReportOptions {
  readonly output?: string;
  readonly format?: "html" | "bundle" | "md";
  readonly redact: "full" | "none";
  readonly force: boolean;
  readonly unmask?: string;
  readonly map?: string;
}

/** A recorded host, with what its bundle says of how names were replaced. */
export interface Recorded {
  readonly host: ReplayHost;
  readonly recording: Recording;
  readonly redaction?: RedactionSummary;
  /** One that the executable carries: its names are nobody's. */
  readonly example: boolean;
}

export const commandNames = [
  "check",
  "fix",
  "undo",
  "explain",
  "list",
  "timeline",
  "rehearse",
  "report",
  "replay",
] as const;
export type CommandName = (typeof commandNames)[number];
