import { writeSync } from "node:fs";
import { createConsola } from "consola/core";

/**
 * Messages that are not the diagnosis: all of them on standard error. consola's core with this one reporter, for its
 * own reporters print part of the levels on standard output, and rewrite what they print.
 */
export const log = createConsola({
  throttle: 0,
  reporters: [
    {
      log: ({ args, type }) =>
        say(type === "error" || type === "fatal" ? `poddoctor: ${args.join(" ")}` : args.join(" ")),
    },
  ],
});

/** Bun's console.error paints what it prints red on a terminal, whatever NO_COLOR says. */
function say(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // Nobody reads it.
  }
}
