import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { executable, prepare } from "../prepare.ts";
import { type Choice, choose, WrongChoice } from "./choice.ts";
import { HOSTS_USAGE } from "./host-commands.ts";
import { isolationObstacle } from "./isolation.ts";
import { withLab } from "./lab.ts";
import { labDirectory } from "./paths.ts";
import { runAll } from "./run-all.ts";

const USAGE = `usage: lab [FAULT…] [--release R]… [--kind container|vm] [--all] [--pairs] [--keep] [--jobs N]
           [--json FILE] [--write] [--binary FILE] [--resume FILE]…
${HOSTS_USAGE}

Without a FAULT: every way through fix, undo and report and every case that takes no minutes, in containers of trixie; on bookworm those of the
boot, the user manager and the unit. --release R: every case of R. --all: every case of every release, the pairs, and on a whole kernel sid
and what hangs on cgroups. --pairs: two faults at a time. --keep: leave what is left of each host for you to look at.
--write: put the table into the repository. --binary: judge this executable, and build none.
--resume FILE: what the same executable was judged by in that run, in the same words, and held, is taken over and not tried again.
Exit status: 0 all held, 1 a verdict did not hold or a fault did not bite, 2 usage, 3 the lab could not run.`;

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;
const OPTIONS = {
  release: { type: "string", multiple: true, default: [] as string[] },
  kind: text,
  all: flag,
  pairs: flag,
  keep: flag,
  jobs: text,
  json: text,
  write: flag,
  binary: text,
  resume: { type: "string", multiple: true, default: [] as string[] },
  help: { type: "boolean", short: "h", default: false },
} as const;

interface Request {
  readonly choice: Choice;
  readonly all: boolean;
  readonly keep: boolean;
  readonly jobs: number;
  readonly json: string;
  readonly write: boolean;
  readonly binary: string | undefined;
  readonly resume: readonly string[];
}

/**
 * `bun run lab`: installs and builds what is missing, then tries the cases that are asked for. The script runs twice
 * (see withLab): what needs the network or writes to the project is done by the first process, outside the isolation.
 */
export async function labCommand(args: readonly string[], worker: boolean): Promise<number> {
  const request = read(args);
  if (request === "help") {
    console.log(USAGE);
    return 0;
  }
  const { choice, binary } = request;
  const trials = choice.trials.length + choice.repairs.length + choice.pairs.length;
  if (!worker) {
    const obstacle = obstacleHere();
    if (obstacle !== undefined) {
      console.error(`lab: ${obstacle}`);
      console.log(`0 passed, 0 failed, ${trials + choice.skipped.length} skipped`);
      return 3;
    }
    if (binary === undefined) await prepare();
    else if (!existsSync(binary)) return fail(`there is no file ${binary}`);
  }
  try {
    return await withLab((lab) =>
      runAll(lab, { ...request, words: request.all ? "--all " : "", binary: binary ?? executable }),
    );
  } catch (error) {
    console.error(`lab: could not run: ${error instanceof Error ? error.message : String(error)}`);
    return 3;
  }
}

function read(args: readonly string[]): Request | "help" {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
      strict: true,
    });
    if (values.help) return "help";
    const { release: releases, kind, all, pairs, keep, write, json, binary, resume } = values;
    if (write && !all && (positionals.length > 0 || releases.length > 0 || kind !== undefined || pairs))
      throw new WrongChoice(
        "--write is for --all and for the usual run: the table in the repository is of no choice of them",
      );
    const choice = choose({ names: positionals, releases, kind, all, pairs });
    return {
      choice,
      all,
      keep,
      write,
      jobs: jobsOf(values.jobs),
      json: resolve(json ?? `${labDirectory()}/last-run.json`),
      binary: binary === undefined ? undefined : resolve(binary),
      resume: resume.map((file) => resolve(file)),
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  console.error(`lab: ${reason}\n${USAGE}`);
  process.exit(2);
}

// A host waits as much as it computes: two for each processor keep them all busy.
function jobsOf(words: string | undefined): number {
  if (words === undefined) return availableParallelism() * 2;
  if (!/^[1-9]\d?$/.test(words)) throw new WrongChoice(`--jobs is a number from 1 to 99, not ${JSON.stringify(words)}`);
  return Number(words);
}

/** Why no host can be booted here at all. */
function obstacleHere(): string | undefined {
  if (process.getuid?.() !== 0) return "it boots whole hosts, and must be root for that";
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  if (!/^ID=debian$/m.test(release)) return "it is written for Debian, whose packages it takes";
  return isolationObstacle();
}
