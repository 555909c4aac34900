import { createInterface } from "node:readline/promises";
import { isatty } from "node:tty";

/** Questions are asked only where somebody can read them and answer. */
export function canAsk(): boolean {
  return isatty(0) && isatty(2);
}

/** Says something before a question, on standard error. Bun's console.error would paint it red on a terminal. */
export function tell(lines: readonly string[]): void {
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** Asks on standard error; anything but yes, the end of input too, is no. */
export async function askYesNo(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<"ended">((resolve) => terminal.once("close", () => resolve("ended")));
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), ended]);
    if (answer === "ended") process.stderr.write("\n");
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
