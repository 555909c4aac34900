import { shellQuote } from "../diagnosis/findings.ts";
import type { PlannedRepair, PlannedStep } from "./plan.ts";

/**
 * What root must do, as one block that can be read and pasted into a root shell: each command quoted, the way back
 * beside it as comments. poddoctor never calls sudo.
 */
export function rootBlock(repairs: readonly PlannedRepair[]): readonly string[] {
  if (repairs.length === 0) return [];
  const lines = ["# Root's part: read it, then paste it into a root shell."];
  for (const { check, summary, steps } of repairs) {
    lines.push(`# ${check}: ${comment(summary)}`);
    for (const step of steps) if (step.as === "root") lines.push(...shellOf(step));
  }
  const back = repairs.flatMap(({ steps }) => [...steps].reverse().flatMap(undoOf));
  if (back.length > 0) lines.push("# To take it back, without the #:", ...back.map((line) => `# ${line}`));
  return lines;
}

function comment(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, " ");
}

function shellOf(step: PlannedStep): readonly string[] {
  if (step.kind === "command") return [step.argv.map(shellQuote).join(" ")];
  const { path, after } = step.change;
  const quoted = shellQuote(path);
  switch (after.kind) {
    case "absent":
      return [`rm -- ${quoted}`];
    case "directory":
      return [`mkdir -- ${quoted}`];
    case "symlink":
      return [`ln -sfT -- ${shellQuote(after.target)} ${quoted}`];
    case "file":
      return [`printf %s ${shellQuote(after.base64)} | base64 -d > ${quoted}`];
    default:
      return [];
  }
}

function undoOf(step: PlannedStep): readonly string[] {
  if (step.as !== "root") return [];
  if (step.kind === "command") return step.undo ? [step.undo.map(shellQuote).join(" ")] : [];
  const { path, before, after } = step.change;
  return shellOf({ kind: "change", as: "root", change: { path, before: after, after: before } });
}
