import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { withLab } from "../lab/lab.ts";
import { executable, prepare } from "../prepare.ts";
import { measure } from "./measure.ts";
import { resultsText } from "./results.ts";

/**
 * How long poddoctor takes on booted hosts, as a multiple of what it cannot do without: everything in one run and in
 * turn, so that a slow moment of the machine meets all alike. The minutes are for the rounds alone; the hosts take one or
 * two more to boot.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "3" },
    binary: { type: "string", default: executable },
    write: { type: "boolean", default: false },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error("usage: bun run bench [--minutes N] [--binary FILE] [--write]");
  process.exit(2);
}

const text = await withLab(async (lab) => {
  if (values.binary === executable) await prepare();
  return resultsText(await measure(lab, { binary: resolve(values.binary), minutes }));
});
console.log(text);
if (values.write) writeFileSync(join(import.meta.dirname, "RESULTS.md"), text);
process.exit();
