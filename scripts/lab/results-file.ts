import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isHybrid } from "./cgroups.ts";
import { pairName } from "./pair-trial.ts";
import { pairsImagined } from "./pairs.ts";
import { THIS_RUN } from "./pool.ts";
import { runsOf, summaryOf } from "./report.ts";
import type { RunEnd } from "./run-all.ts";
import { cellsOf, HEADINGS, markdownTable, remarksOf } from "./table.ts";
import { NOT_COMPARED } from "./tree-state.ts";

/** Where the table of the last long run stands in the repository. */
export const RESULTS_FILE = join(import.meta.dirname, "RESULTS.md");

/** Writes the table of a run into the repository. */
export function writeResults(end: RunEnd): void {
  writeFileSync(RESULTS_FILE, resultsText(end, new Date()));
}

/** The whole file: what was run, on what, and every line. */
export function resultsText(end: RunEnd, at: Date): string {
  const { passed, failed, skipped } = summaryOf(end);
  const remarks = end.trials.flatMap((trial) =>
    remarksOf(trial).map(
      (remark) => `- ${trial[0].labCase.name} (${trial[0].release}, ${trial[0].kind}): ${oneLine(remark)}`,
    ),
  );
  const sections = [
    "# The last long run of the lab",
    `Made by \`bun run lab ${end.words}--write\` on ${at.toISOString().slice(0, 10)} in ${Math.round(end.seconds / 60)} minutes: ` +
      `${passed} passed, ${failed} failed, ${skipped} skipped. Do not edit.`,
    markdownTable(["release", "kind", "systemd", "podman"], versions(end)),
    isHybrid() ? "The containers ran on a machine with hybrid cgroups (see wholeKernel in fault.ts)." : "",
    doneOf(end) < end.planned
      ? `The run was ended after ${doneOf(end)} of ${end.planned}: what is not below was not tried.`
      : "",
    takenOverText(end),
    end.mends ? "" : "The executable had no `fix` yet.",
    "`ms` is what a diagnosis took as root and as the user. After `undo` the tree was compared byte for byte, times aside, " +
      `without ${NOT_COMPARED.map(({ path, why }) => `\`${path}\` (${why})`).join(", ")}.`,
    "## Cases",
    markdownTable(HEADINGS, end.trials.map(cellsOf)),
    remarks.length > 0 ? `### What did not hold\n\n${remarks.join("\n")}` : "",
    ...repairSections(end),
    ...pairSections(end),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function takenOverText(end: RunEnd): string {
  const runs = runsOf(end);
  if (runs.every(([run]) => run === THIS_RUN)) return "";
  const listed = runs.map(([run, lines]) => `${run.slice(0, 16).replace("T", " ")} UTC (${lines})`).join(", ");
  const again = end.again.map((sentence) => `\n- ${oneLine(sentence)}`).join("");
  return `Not all was tried again: the lines are of runs of the same executable that began ${listed}.${again}`;
}

function doneOf({ trials, pairs, repairs }: RunEnd): number {
  return trials.length + pairs.length + repairs.length;
}

function repairSections({ repairs }: RunEnd): readonly string[] {
  if (repairs.length === 0) return [];
  const rows = repairs.map(([{ name, release }, ended]) => {
    const problems = ended.outcome === "broken" ? [ended.why] : ended.result.problems;
    return [name, release, oneLine(problems.join("; ")) || "held"];
  });
  return ["## Repairs beyond single faults", markdownTable(["trial", "release", "outcome"], rows)];
}

function pairSections({ pairs }: RunEnd): readonly string[] {
  if (pairs.length === 0) return [];
  const rows = pairs.map(([pair, ended]) => {
    const start = [pairName(pair), pair.release];
    if (ended.outcome === "broken") return [...start, "?", "?", "?", oneLine(ended.why)];
    const { pod, named, nextBoot, problems } = ended.result;
    return [...start, pod, named.join(", "), nextBoot, problems.join("; ")];
  });
  const releases = new Set(pairs.map(([{ release }]) => release)).size;
  return [
    "## Pairs",
    `${pairs.length / releases} of ${pairsImagined()} pairs can exist together; the one that masks is named first.`,
    markdownTable(["pair", "release", "pod", "named as root", "next boot", "what did not hold"], rows),
  ];
}

function versions({ trials }: RunEnd): readonly (readonly string[])[] {
  const rows = new Map<string, readonly string[]>();
  for (const [{ release, kind }, ended] of trials) {
    if (ended.outcome !== "judged") continue;
    const { systemd, podman } = ended.result;
    rows.set(`${release} ${kind}`, [release, kind, String(systemd ?? "?"), podman ?? "?"]);
  }
  return [...rows.values()];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " / ").slice(0, 600);
}
