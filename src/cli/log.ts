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
        console.error(type === "error" || type === "fatal" ? `poddoctor: ${args.join(" ")}` : args.join(" ")),
    },
  ],
});
