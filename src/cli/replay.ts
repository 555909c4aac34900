import { checks } from "../../checks/index.ts";
import { FactStore } from "../facts/fact-store.ts";
import { readRegularFile } from "../host/files.ts";
import { textOf } from "../host/host.ts";
import type { Recording } from "../host/recording.ts";
import { ReplayHost } from "../host/replay.ts";
import { callerPath } from "./caller-path.ts";
import { requireChecks } from "./diagnose.ts";
import { diagnoseAll, print } from "./diagnoses.ts";
import { type ExitStatus, exitStatusOf, worstOf } from "./exit-status.ts";
import type { Invocation } from "./options.ts";
import { quoted } from "./parse.ts";
import { requireUnits } from "./units.ts";
import { UsageError } from "./usage-error.ts";

/** `poddoctor replay FILE [UNIT...]`: the same diagnosis, from what a host once answered. */
export async function runReplay(invocation: Invocation): Promise<ExitStatus> {
  requireChecks([...invocation.only, ...invocation.skip, ...invocation.assume], checks);
  const [file = "", ...units] = invocation.words;
  const recording = readRecording(file);
  const user = invocation.user ?? accountOf(recording);
  const host = new ReplayHost(recording);
  const store = new FactStore(host, { units, boot: invocation.boot, ...(user === undefined ? {} : { user }) });
  await requireUnits(store, { ...invocation, words: units });
  const documents = await diagnoseAll({ kind: "one", stores: [store] }, invocation);
  print("one", documents, invocation, host.caller().uid === 0);
  return worstOf(documents.map((document) => exitStatusOf(document, checks, invocation.strict)));
}

/** @throws UsageError where the file cannot be read or is no recording */
function readRecording(file: string): Recording {
  const path = callerPath(file);
  const answer = readRegularFile(path);
  if (answer.outcome === "absent") throw new UsageError(`there is no file ${quoted(path)}`);
  const text = textOf(answer);
  if (text === undefined) throw new UsageError(`${quoted(path)} cannot be read`);
  const value = parsed(text);
  if (!isRecording(value)) throw new UsageError(`${quoted(path)} is no recording of poddoctor (poddoctor/recording/1)`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecording(value: unknown): value is Recording {
  if (typeof value !== "object" || value === null) return false;
  const { schema, at, caller, commands, files, stats, lists } = value as Partial<Recording>;
  const tables = [commands, files, stats, lists, caller?.environment];
  return (
    schema === "poddoctor/recording/1" &&
    typeof at === "string" &&
    !Number.isNaN(Date.parse(at)) &&
    typeof caller?.uid === "number" &&
    tables.every((table) => typeof table === "object" && table !== null)
  );
}

/** The account that was asked about: the one whose groups were wanted. */
function accountOf({ commands }: Recording): string | undefined {
  return Object.keys(commands)
    .map((question) => parsed(question))
    .flatMap((words) => (Array.isArray(words) && words[0] === "id" && words[1] === "-G" ? [String(words[3])] : []))
    .at(0);
}
