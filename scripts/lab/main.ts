import { isWorker } from "./isolation.ts";

// Nothing here may import what has yet to be installed: on a fresh clone this is the first thing that runs.
const [first = ""] = process.argv.slice(2);
const { HOST_COMMANDS, hostCommand } = await import("./host-commands.ts");
if (HOST_COMMANDS.includes(first)) {
  process.exitCode = await hostCommand(process.argv.slice(2));
} else {
  const { labCommand } = await import("./lab-command.ts");
  process.exitCode = await labCommand(process.argv.slice(2), isWorker());
}
process.exit();
