import { runCommand } from "citty";
import { printable } from "../present/printable.ts";
import { version } from "../version.ts";
import { commands } from "./commands.ts";
import { log } from "./log.ts";
import { OutputLost, say } from "./output.ts";
import { parseCommandLine } from "./parse.ts";
import { stopProgress } from "./progress.ts";
import { handleSignals } from "./signals.ts";
import { UsageError } from "./usage-error.ts";

const bugStatus = 3;
const lostStatus = 3;

/**
 * Runs poddoctor and sets the exit status; nothing is thrown.
 *
 * @param args the words after the program's name
 */
export async function main(args: readonly string[]): Promise<void> {
  handleSignals();
  process.on("uncaughtException", (error) => giveUp(error));
  process.on("unhandledRejection", (error) => giveUp(error));
  try {
    process.exitCode = await run(args);
  } catch (error) {
    stopProgress();
    if (error instanceof UsageError) {
      log.error(`${error.message}\nTry: poddoctor --help`);
      process.exitCode = 2;
    } else if (error instanceof OutputLost) {
      log.error(error.message);
      process.exitCode = lostStatus;
    } else giveUp(error);
  }
}

async function run(args: readonly string[]): Promise<number> {
  const invocation = parseCommandLine(args);
  if (invocation.version) {
    say(`poddoctor ${version}`);
    return 0;
  }
  if (invocation.help) {
    const { renderHelp } = await import("./help.ts");
    say(await renderHelp(invocation.command));
    return 0;
  }
  const { result } = await runCommand(commands[invocation.command], { rawArgs: [], data: invocation });
  return Number(result);
}

function giveUp(error: unknown): void {
  stopProgress();
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  log.error(`poddoctor has a bug: ${printable(what)}; please report it`);
  process.exit(bugStatus);
}
