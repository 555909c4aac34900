import type { DiagnosisDocument } from "../../src/diagnosis/document.ts";
import type { CommandResult } from "./command.ts";
import { diagnosisBy, PODDOCTOR } from "./diagnosis.ts";
import type { LabCase } from "./fault.ts";
import type { HostUnderTest } from "./host-under-test.ts";
import { podState } from "./planting.ts";
import { differences, type TreeState, treeState } from "./tree-state.ts";

/** What became of the repair of a case, each step in a word for the table. */
export interface Mending {
  /** `–`: not asked of this case, or the executable has no `fix`. */
  readonly fix: string;
  readonly podAfterFix: string;
  readonly undo: string;
  /** All that `fix` printed where it did not end with 0, for whoever reads the JSON file. */
  readonly fixOutput?: string;
  readonly problems: readonly string[];
}

export const NOT_MENDED: Mending = { fix: "–", podAfterFix: "–", undo: "–", problems: [] };

const listed = (items: readonly string[], most = 6): string =>
  items.slice(0, most).join("; ") + (items.length > most ? `; and ${items.length - most} more` : "");

/**
 * Has the executable mend a booted host, and holds it to that: a fault is gone after the next boot and the tree is as
 * it was after `undo`; a healthy host is not changed at all. The host is left powered off.
 *
 * @param before the tree as it was when the host was last down
 */
export async function mendAndUndo(
  host: HostUnderTest,
  labCase: LabCase,
  containers: readonly string[],
  before: TreeState,
): Promise<Mending> {
  if (labCase.kind === "healthy") return leavesAlone(host, before);
  if (labCase.mends === undefined) return NOT_MENDED;
  const problems: string[] = [];
  const words = labCase.mends === true ? [] : labCase.mends;
  const fix = await host.asRoot([PODDOCTOR, "fix", "--user", "podder", "--yes", "--json", ...words]);
  if (fix.exit !== 0) problems.push(`fix: ${fixProblem(fix)}`);
  await host.reboot();
  const podUp = await podState(host, containers, true);
  if (!podUp) problems.push("the pod is down after fix and reboot");
  const { verdict } = (await diagnosisBy(host, "root")).document;
  const left = verdict.causes.map(({ check }) => check);
  if (left.length > 0) problems.push(`after fix and reboot it still names ${left.join(", ")}`);
  const undo = await host.asRoot([PODDOCTOR, "undo", "--user", "podder", "--yes"]);
  if (undo.exit !== 0) problems.push(`undo: exit ${undo.exit}: ${lastOf(undo.stderr || undo.stdout)}`);
  await host.powerOff();
  const changed = differences(before, treeState(host.tree));
  if (changed.length > 0) problems.push(`after undo the tree is not as it was: ${listed(changed)}`);
  return {
    fix: fix.exit === 0 ? "done" : `exit ${fix.exit}`,
    podAfterFix: podUp ? "up" : "down",
    undo: undo.exit !== 0 ? `exit ${undo.exit}` : changed.length > 0 ? `${changed.length} differ` : "as it was",
    ...outputOf(fix),
    problems,
  };
}

async function leavesAlone(host: HostUnderTest, before: TreeState): Promise<Mending> {
  const fix = await host.asRoot([PODDOCTOR, "fix", "--user", "podder", "--yes", "--json"]);
  await host.powerOff();
  const changed = differences(before, treeState(host.tree));
  const problems: string[] = [];
  if (fix.exit !== 0) problems.push(`fix on a healthy host: ${fixProblem(fix)}`);
  if (changed.length > 0) problems.push(`fix changed a healthy host: ${listed(changed)}`);
  const done = fix.exit !== 0 ? `exit ${fix.exit}` : changed.length > 0 ? `${changed.length} differ` : "nothing to do";
  return { fix: done, podAfterFix: "–", undo: "–", ...outputOf(fix), problems };
}

function outputOf({ exit, stdout, stderr }: CommandResult): Pick<Mending, "fixOutput"> {
  return exit === 0 ? {} : { fixOutput: stdout + stderr };
}

function fixProblem({ exit, stdout, stderr }: CommandResult): string {
  return `exit ${exit}: ${repairsIn(stdout) ?? lastOf(stderr || stdout)}`;
}

/** What `fix --json` says of each repair and of what is true after it, in a line; undefined where it printed no document. */
function repairsIn(stdout: string): string | undefined {
  try {
    const { repairs, after } = JSON.parse(stdout) as RepairDocument;
    const words = repairs.map(({ check, status, detail }) => `${check} ${status}${detail ? ` (${detail})` : ""}`);
    const seen = after.results
      .filter(({ status }) => status === "fail" || status === "unknown")
      .map(({ check, status, summary }) => `${check} ${status} (${summary})`);
    const then = [...seen, `next boot ${after.verdict.nextBoot}`].join(", ");
    return `${words.join(", ") || "nothing to mend"}; after it ${then}`;
  } catch {
    return undefined;
  }
}

interface RepairDocument {
  readonly repairs: readonly { readonly check: string; readonly status: string; readonly detail?: string }[];
  readonly after: DiagnosisDocument;
}

function lastOf(text: string): string {
  const lines = text.trim().split("\n");
  return lines.slice(-3).join(" / ").slice(-600);
}
