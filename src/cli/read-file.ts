import { readRegularFile } from "../host/files.ts";
import type { Unanswered } from "../host/host.ts";
import { limits } from "../report/limits.ts";
import { quoted } from "./parse.ts";
import { UsageError } from "./usage-error.ts";

const inWords: Readonly<Partial<Record<Unanswered["reason"], string>>> = {
  "not-regular": "it is no file",
  "too-large": `it has more than ${limits.fileBytes} bytes`,
  denied: "there is no permission to",
};

/**
 * A file that the caller named, whole.
 *
 * @param hint what to say behind "there is no file"
 * @throws UsageError where there is none, or it cannot be read
 */
export function readFileOfCaller(path: string, hint = ""): Uint8Array {
  const answer = readRegularFile(path, limits.fileBytes);
  if (answer.outcome === "read") return answer.bytes;
  if (answer.outcome === "absent") throw new UsageError(`there is no file ${quoted(path)}${hint}`);
  throw new UsageError(`${quoted(path)} cannot be read: ${inWords[answer.reason] ?? answer.detail}`);
}
