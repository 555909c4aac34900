import { OutputLost, say } from "./cli/output.ts";
import { accountWriterWord } from "./repair/account-writer-protocol.ts";
import { version } from "./version.ts";

// Next to nothing is imported for the one question that scripts ask often.
if (process.argv.length === 3 && process.argv[2] === "--version") {
  try {
    say(`poddoctor ${version}`);
  } catch (error) {
    if (!(error instanceof OutputLost)) throw error;
    console.error(`poddoctor: ${error.message}`);
    process.exitCode = 3;
  }
} else if (process.argv[2] === accountWriterWord) {
  const { runAccountWriter } = await import("./repair/account-writer-child.ts");
  await runAccountWriter(process.argv.slice(3));
} else {
  const { main } = await import("./cli/main.ts");
  await main(process.argv.slice(2));
}
