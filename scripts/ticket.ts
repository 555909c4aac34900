import { readFileSync } from "node:fs";
import { keepTicket } from "./fixtures/tickets.ts";

const usage = "usage: ticket.ts FILE NAME   make a test of a report: fixtures/tickets/NAME";

const [file, name, ...rest] = process.argv.slice(2);
if (file === undefined || name === undefined || rest.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    const { verdict, results } = await keepTicket(readFileSync(file), name);
    console.log(`fixtures/tickets/${name}\n${verdict.sentence}`);
    for (const [check, subject, status] of results) console.log(`  ${status}  ${check}  ${subject}`);
    console.log("Read ticket.json: what stands there is what poddoctor says, not what is true. Then it is a test.");
  } catch (error) {
    console.error(`ticket: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
