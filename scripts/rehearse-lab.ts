import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { choose } from "./lab/choice.ts";
import { withLab } from "./lab/lab.ts";
import type { Trial } from "./lab/trial.ts";
import { explained, rehearsalText } from "./rehearsal-lab/table.ts";
import { type Held, heldTrial } from "./rehearsal-lab/trial.ts";

/**
 * Holds the rehearsal against the real thing: for each case, what `poddoctor rehearse` answers on the booted host, and
 * whether the pod is up after a real reboot of it. What FILE has already is not tried again, so that a long run may be
 * done in parts; `--write` puts what it has into the repository.
 */
const usage =
  "usage: bun scripts/rehearse-lab.ts --json FILE [--binary FILE] [--release R]... [--kind container|vm] [--minutes N] [--write] [CASE...]";
const { values, positionals } = parseArgs({
  options: {
    binary: { type: "string", default: join(import.meta.dirname, "../dist/poddoctor") },
    json: { type: "string" },
    release: { type: "string", multiple: true, default: [] },
    kind: { type: "string" },
    minutes: { type: "string", default: "600" },
    write: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const { json } = values;
if (json === undefined) {
  console.error(usage);
  process.exit(2);
}
const choice = choose({
  names: positionals,
  releases: values.release,
  kind: values.kind,
  all: false,
  pairs: false,
});

process.exitCode = values.write
  ? written(json)
  : await withLab((lab) => run(json, (trial) => heldTrial(lab, trial, resolve(values.binary))));
process.exit();

async function run(file: string, hold: (trial: Trial) => Promise<Held>): Promise<number> {
  const end = Date.now() + Number(values.minutes) * 60_000;
  for (const trial of choice.trials) {
    if (Date.now() > end) break;
    if (read(file).some((held) => held.name === trial.labCase.name && held.release === trial.release)) continue;
    const held = await hold(trial);
    appendFileSync(file, `${JSON.stringify(held)}\n`);
    console.log(
      `${held.release} ${held.name}: ${held.outcome === "broken" ? held.why : `${held.answer}, ${held.boot}`}`,
    );
  }
  return read(file).every((held) => held.outcome === "held" && (held.agrees || held.name in explained)) ? 0 : 1;
}

function written(file: string): number {
  writeFileSync(join(import.meta.dirname, "REHEARSAL.md"), rehearsalText(read(file), choice));
  return 0;
}

function read(file: string): readonly Held[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Held);
}
