import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checks } from "../../../checks/index.ts";
import { FactStore } from "../../facts/fact-store.ts";
import type { Recording } from "../../host/recording.ts";
import { RecordingHost } from "../../host/recording.ts";
import { diagnoseAccount } from "../diagnose.ts";
import { type Changes, podHost } from "./pod-host.ts";

/** What `bun run build` makes; the contract is about this file and not about its sources. */
export const executable = join(import.meta.dir, "../../../dist/poddoctor");

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program to its end, in an environment that holds nothing but a locale and what is given. */
export async function run(
  argv: readonly string[],
  { cwd = "/", environment = {} }: Surroundings = {},
): Promise<Outcome> {
  if (!existsSync(executable)) throw new Error("there is no dist/poddoctor: bun run build");
  const child = Bun.spawn([...argv], {
    cwd,
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8", ...environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, status] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { status, stdout, stderr };
}

/** Runs a program on a terminal of 80 columns; all that it writes, and its exit status. */
export async function runOnTerminal(argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  let written = "";
  const decoder = new TextDecoder();
  const child = Bun.spawn([...argv], {
    cwd: "/",
    env: { PATH: "/usr/bin:/bin", LANG: "C.UTF-8", TERM: "xterm", ...environment },
    terminal: {
      cols: 80,
      rows: 25,
      data: (_terminal, data) => {
        written += decoder.decode(data, { stream: true });
      },
    },
  });
  const status = await child.exited;
  child.terminal?.close();
  return { status, written };
}

/** A folder that is gone when the test is done. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "poddoctor-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Records the diagnosis of the host with the healthy pod, or of that host with something changed. */
export async function recordingOf(changes: Changes = {}): Promise<Recording> {
  const host = new RecordingHost(podHost(changes));
  await diagnoseAccount(checks, new FactStore(host, { user: "podder", units: [] }), { only: [], skip: [] }, () => {});
  return host.recording();
}

/** Writes a recording where `replay` finds it; the path. */
export async function writeRecording(folder: string, changes: Changes = {}): Promise<string> {
  const path = join(folder, "recording.json");
  writeFileSync(path, JSON.stringify(await recordingOf(changes)));
  return path;
}
