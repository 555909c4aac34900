import type { Caller, CommandAnswer, ListAnswer, StatAnswer } from "../host/host.ts";
import type { RecordedFile, Recording } from "../host/recording.ts";
import { wordsOf } from "../host/recording.ts";
import type { Redactor } from "./redactor.ts";

type Replace = (text: string) => string;

/** Replaces names and addresses in every text of a recording: questions, answers, names of files, targets of links. */
export function redactRecording(recording: Recording, redactor: Pick<Redactor, "text" | "known">): Recording {
  const replace: Replace = (text) => redactor.text(text);
  const known: Replace = (text) => redactor.known(text);
  const question = (key: string) => JSON.stringify(wordsOf(key).map(replace));
  const table = <T>(answers: Readonly<Record<string, T>>, answer: (value: T, how: Replace) => T) =>
    Object.fromEntries(
      Object.entries(answers)
        .map(([key, value]) => [question(key), answer(value, isPublic(key) ? known : replace)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return {
    ...recording,
    caller: redactCaller(recording.caller, replace),
    commands: table(recording.commands, redactCommand),
    files: table(recording.files, redactFile),
    stats: table(recording.stats, redactStat),
    lists: table(recording.lists, redactList),
  };
}

/** Version numbers look like addresses, and what the distribution ships names nobody. */
function isPublic(question: string): boolean {
  return wordsOf(question).some(
    (word) =>
      word === "--version" ||
      word === "-version" ||
      word === "/proc/sys/kernel/osrelease" ||
      /^\/usr\/(?!local\/)/.test(word),
  );
}

function redactCaller({ uid, environment }: Caller, replace: Replace): Caller {
  return {
    uid,
    environment: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, replace(value)])),
  };
}

function redactCommand(answer: CommandAnswer, replace: Replace): CommandAnswer {
  if (answer.outcome !== "exited") return { ...answer, detail: replace(answer.detail) };
  return { ...answer, stdout: byLine(answer.stdout, replace), stderr: replace(answer.stderr) };
}

/** Entries of the journal are JSON, in which a name may stand right behind the letter of an escape. */
function byLine(text: string, replace: Replace): string {
  if (!text.startsWith("{")) return replace(text);
  return text
    .split("\n")
    .map((line) => {
      try {
        return line.startsWith("{") ? JSON.stringify(deep(JSON.parse(line), replace)) : replace(line);
      } catch {
        return replace(line);
      }
    })
    .join("\n");
}

/** A value with every text in it replaced. */
export function deep(value: unknown, replace: Replace): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => deep(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item, replace)]));
}

function redactFile(answer: RecordedFile, replace: Replace): RecordedFile {
  if (answer.outcome === "unanswered") return { ...answer, detail: replace(answer.detail) };
  if (answer.outcome !== "read") return answer;
  if ("text" in answer) return { outcome: "read", text: replace(answer.text) };
  const text = Buffer.from(answer.base64, "base64").toString("latin1");
  return { outcome: "read", base64: Buffer.from(replace(text), "latin1").toString("base64") };
}

function redactStat(answer: StatAnswer, replace: Replace): StatAnswer {
  if (answer.outcome === "unanswered") return { ...answer, detail: replace(answer.detail) };
  return answer.outcome === "present" && answer.target !== undefined
    ? { ...answer, target: replace(answer.target) }
    : answer;
}

function redactList(answer: ListAnswer, replace: Replace): ListAnswer {
  if (answer.outcome === "unanswered") return { ...answer, detail: replace(answer.detail) };
  if (answer.outcome !== "listed") return answer;
  const entries = answer.entries.map((entry) => ({ ...entry, name: replace(entry.name) }));
  return { outcome: "listed", entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
