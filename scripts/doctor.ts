import { attached, executable, prepare } from "./prepare.ts";

/** Installs and builds what is missing, then runs the executable with the words given, and its exit status. */
await prepare();
process.exitCode = await attached([executable, ...process.argv.slice(2)]);
