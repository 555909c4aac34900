import { resolve } from "node:path";
import type { RehearsalDocument } from "../src/rehearsal/document.ts";
import { PODDOCTOR } from "./lab/diagnosis.ts";
import type { LabCase } from "./lab/fault.ts";
import { labCases } from "./lab/faults/index.ts";
import { type Lab, withLab } from "./lab/lab.ts";
import { plant, podState } from "./lab/planting.ts";
import { isRelease, type Release } from "./lab/releases.ts";
import { variantOf } from "./lab/variants.ts";

/**
 * Holds the rehearsal against the real thing: for each case, what `poddoctor rehearse` answers on the booted host, and
 * whether the pod is up after a real reboot of it.
 *
 * bun scripts/rehearse-lab.ts BINARY RELEASE CASE…
 */
const [binary = "", release = "", ...names] = process.argv.slice(2);
if (!isRelease(release) || names.length === 0) {
  console.error("usage: bun scripts/rehearse-lab.ts BINARY RELEASE CASE...");
  process.exit(2);
}

process.exitCode = await withLab(async (lab) => {
  let differing = 0;
  console.log(`| ${release} | rehearsal | cause | real boot | agree | s |\n| --- | --- | --- | --- | --- | --- |`);
  for (const name of names) {
    const labCase = labCases.find((each) => each.name === name);
    if (!labCase) throw new Error(`there is no case ${name}`);
    if (!(await held(lab, labCase, release))) differing += 1;
  }
  return differing === 0 ? 0 : 1;
});
process.exit();

async function held(lab: Lab, labCase: LabCase, release: Release): Promise<boolean> {
  const host = await lab.make({ release, variant: labCase.on, binary: resolve(binary) });
  try {
    const { containers } = variantOf(release, labCase.on);
    const expected = labCase.kind === "healthy" || labCase.pod === "up";
    if (labCase.plant !== undefined) await plant(host, labCase.plant);
    await host.boot();
    if (labCase.plantRunning !== undefined) await plant(host, labCase.plantRunning);
    await podState(host, containers, expected);
    const begun = Date.now();
    const result = await host.asRoot([PODDOCTOR, "rehearse", "--user", "podder", "--yes", "--json"], { seconds: 300 });
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    if (result.stdout === "") throw new Error(`${labCase.name}: exit ${result.exit}: ${result.stderr}`);
    const { answer, causes, parts } = JSON.parse(result.stdout) as RehearsalDocument;
    await host.reboot();
    const up = await podState(host, containers, expected);
    const agrees = up === (answer === "started") && answer !== "unknown" && result.exit === (up ? 0 : 1);
    const cause = causes.map(({ check }) => check).join(", ") || "-";
    const failed = parts.flatMap(({ failed }) => failed ?? []).join("; ");
    console.log(
      `| ${labCase.name} | ${answer}${failed === "" ? "" : ` (${failed})`} | ${cause} | ${up ? "up" : "down"} | ${agrees ? "yes" : "NO"} | ${seconds} |`,
    );
    return agrees;
  } finally {
    await host.destroy();
  }
}
