import { shellQuote } from "../diagnosis/findings.ts";
import { printable } from "../present/printable.ts";
import { type FileState, octal } from "./file-state.ts";
import type { PlannedRepair, PlannedStep } from "./plan.ts";

/**
 * What root must do, as one block that can be read and pasted into a root shell: each command on a line of its own and
 * quoted, the way back beside it as comments. poddoctor never calls sudo.
 */
export function rootBlock(repairs: readonly PlannedRepair[]): readonly string[] {
  if (repairs.length === 0) return [];
  const lines = ["# Root's part: read it, then paste it into a root shell."];
  for (const { check, summary, steps } of repairs) {
    lines.push(`# ${check}: ${printable(summary)}`);
    for (const step of steps) if (step.as === "root") lines.push(forward(step));
  }
  const back = [...repairs].reverse().flatMap(({ steps }) => [...steps].reverse().flatMap(backward));
  if (back.length > 0) lines.push("# To take it back, without the #:", ...back.map((line) => `# ${line}`));
  return lines;
}

function forward(step: PlannedStep): string {
  if (step.kind === "command") return commandOf(step.argv);
  const { path, before, after } = step.change;
  return shellOf(path, before, after);
}

function backward(step: PlannedStep): readonly string[] {
  if (step.as !== "root") return [];
  if (step.kind === "command") return step.undo ? [commandOf(step.undo)] : [];
  const { path, before, after } = step.change;
  return [shellOf(path, after, before)];
}

function shellOf(path: string, from: FileState, to: FileState): string {
  switch (to.kind) {
    case "absent":
      return commandOf([from.kind === "directory" ? "rmdir" : "rm", "--", path]);
    case "directory":
      return commandOf(["mkdir", "--", path]);
    case "symlink":
      return commandOf(["ln", "-sfT", "--", to.target, path]);
    case "file": {
      const { setup, words } = sayable([path]);
      const [name = ""] = words;
      const mode = `chmod ${octal(to.mode)} -- ${name}`;
      if (from.kind === "file" && from.base64 === to.base64) return `${setup}${mode}`;
      return `${setup}printf %s ${shellQuote(to.base64)} | base64 -d > ${name} && ${mode}`;
    }
    default:
      return `# ${printable(path)} is to be done by hand`;
  }
}

function commandOf(argv: readonly string[]): string {
  const { setup, words } = sayable(argv);
  return setup + words.join(" ");
}

/**
 * Words that any POSIX shell reads back unchanged, on one line that shows what it is. A control character would end the
 * line, steer the terminal, or be lost in a clipboard, so printf(1) makes it, in a variable: `$(…)` alone would take
 * newlines at its end away.
 */
function sayable(argv: readonly string[]): { readonly setup: string; readonly words: readonly string[] } {
  const made: string[] = [];
  const words = argv.map((text) => {
    if (printable(text) === text) return shellQuote(text);
    made.push(`w${made.length + 1}=$(printf %b '${octalEscaped(text)}.')`);
    return `"\${w${made.length}%.}"`;
  });
  return { setup: made.map((assignment) => `${assignment} && `).join(""), words };
}

/** As `%b` of printf(1) reads it: `\\0` and three octal digits. */
function octalEscaped(text: string): string {
  return [...Buffer.from(text, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_./:@-]/.test(character) ? character : `\\0${byte.toString(8).padStart(3, "0")}`;
    })
    .join("");
}
