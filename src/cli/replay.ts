import { questionOf, type Recording } from "../host/recording.ts";
import { ReplayHost } from "../host/replay.ts";
import { renderExamples } from "../present/examples.ts";
import { renderJson } from "../present/json.ts";
import { examples, loadExample } from "../report/examples.ts";
import { type Read, readBundle } from "../report/read-bundle.ts";
import { callerPath } from "./caller-path.ts";
import type { ExitStatus } from "./exit-status.ts";
import { type CommandName, commandNames, commandsOf, type Invocation } from "./options.ts";
import { say } from "./output.ts";
import { quoted } from "./parse.ts";
import { readFileOfCaller } from "./read-file.ts";
import { suggestion, UsageError } from "./usage-error.ts";

type Readable = Read & { readonly ok: true };

/** What can be asked of a recorded host: all that only reads. */
const readOnly = ["check", "explain", "list", "timeline", "report"] as const satisfies readonly CommandName[];

/** `poddoctor replay [FILE [COMMAND] [UNIT...]]`: the same answers, from what a host once answered. */
export async function runReplay(invocation: Invocation): Promise<ExitStatus> {
  const [file, ...rest] = invocation.words;
  if (file === undefined) return showExamples(invocation);
  const { recording, request, redaction } = await open(file);
  const named = readOnly.find((name) => name === rest[0]);
  const other = commandNames.find((name) => name === rest[0]);
  if (named === undefined && other !== undefined)
    throw new UsageError(`of a recorded host there is ${readOnly.join(", ")}, and no ${other}`);
  const words = named === undefined ? rest : rest.slice(1);
  const command = named ?? "check";
  requireOptions(command, invocation);
  const recorded = request ? request.user : accountOf(recording);
  const user = invocation.user ?? recorded;
  requireRecorded(recording, user, recorded);
  const host = new ReplayHost(recording);
  const asked: Invocation = {
    ...invocation,
    command,
    words: words.length > 0 || command === "explain" ? words : (request?.units ?? []),
    boot: invocation.boot === 0 ? (request?.boot ?? 0) : invocation.boot,
    recorded: { host, recording, example: isExample(file), ...(redaction ? { redaction } : {}) },
    ...(user === undefined ? {} : { user }),
  };
  switch (command) {
    case "check":
      return (await import("./check.ts")).runCheck(asked);
    case "explain":
      return (await import("./explain.ts")).runExplain(asked);
    case "list":
      if (words[0] !== undefined) throw new UsageError(`list takes no ${quoted(words[0])}`);
      return (await import("./list.ts")).runList(asked);
    case "timeline":
      return (await import("./timeline.ts")).runTimeline(asked);
    case "report":
      return (await import("./report.ts")).runReport(asked);
  }
}

function showExamples({ json }: Invocation): ExitStatus {
  const shown = examples.map(({ name, title }) => ({ name, title }));
  say(json ? renderJson({ schema: "poddoctor/examples/1", examples: shown }) : renderExamples(shown));
  return 0;
}

/** @throws UsageError where there is no such file or example, or the file is no bundle */
async function open(word: string): Promise<Readable> {
  const example = await loadExample(word);
  if (example) return { ok: true, recording: example };
  const path = callerPath(word);
  const bytes = readFileOfCaller(path, nearestExample(word));
  const read = readBundle(bytes);
  if (!read.ok) throw new UsageError(`${quoted(path)} cannot be replayed: ${read.why}`);
  return read;
}

function isExample(word: string): boolean {
  return examples.some(({ name }) => name === word);
}

function nearestExample(word: string): string {
  return suggestion(
    word,
    examples.map(({ name }) => name),
  );
}

/** @throws UsageError for an account that nobody asked about when the host was recorded */
function requireRecorded({ commands }: Recording, user: string | undefined, recorded: string | undefined): void {
  if (user === undefined || user === recorded) return;
  if (Object.hasOwn(commands, questionOf(["getent", "passwd", "--", user]))) return;
  const whose = recorded === undefined ? "the account that made it" : quoted(recorded);
  throw new UsageError(`the recording is of ${whose}, and nobody asked there about ${quoted(user)}`);
}

/** Options of `report` say nothing to another command, and would be taken for granted in silence. */
function requireOptions(command: CommandName, { report }: Invocation): void {
  if (command === "report") return;
  const given = (["output", "format"] as const).find((name) => report[name] !== undefined);
  const flag = given ?? (report.force ? "force" : report.redact === "none" ? "redact" : undefined);
  if (flag) throw new UsageError(`--${flag} goes with ${commandsOf[flag]?.[0]}: poddoctor replay FILE report`);
}

/** The account that was asked about by name; undefined where the account asked itself. */
function accountOf({ commands }: Recording): string | undefined {
  return Object.keys(commands)
    .map(parsed)
    .flatMap((words) => (Array.isArray(words) && words[0] === "id" && words[1] === "-G" ? [String(words[3])] : []))
    .find((name) => Object.hasOwn(commands, questionOf(["getent", "passwd", "--", name])));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
