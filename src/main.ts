import { accountWriterWord } from "./repair/account-writer-protocol.ts";
import { version } from "./version.ts";

// Nothing is imported for the one question that scripts ask often.
if (process.argv.length === 3 && process.argv[2] === "--version") {
  console.log(`poddoctor ${version}`);
} else if (process.argv[2] === accountWriterWord) {
  const { runAccountWriter } = await import("./repair/account-writer-child.ts");
  await runAccountWriter(process.argv.slice(3));
} else {
  const { main } = await import("./cli/main.ts");
  await main(process.argv.slice(2));
}
