import { createTwoFilesPatch } from "diff";
import type { FileChange } from "./change.ts";
import { contentOf, type FileState, octal } from "./file-state.ts";

/** What a change does to a path, as a unified diff where there is text, else in words; for people and for `--json`. */
export function diffOf({ path, before, after }: FileChange): string {
  if (after.kind === "directory") return `make folder ${path}\n`;
  if (after.kind === "symlink") return `link ${path} -> ${after.target}${inPlaceOf(before)}\n`;
  if (after.kind === "absent" && before.kind === "symlink") return `remove link ${path} -> ${before.target}\n`;
  if (after.kind === "absent" && before.kind === "directory") return `remove folder ${path}\n`;
  if (before.kind === "file" && after.kind === "file" && before.base64 === after.base64) {
    return `mode of ${path}: ${octal(before.mode)} -> ${octal(after.mode)}\n`;
  }
  const mode =
    before.kind === "file" && after.kind === "file" && before.mode !== after.mode
      ? `mode of ${path}: ${octal(before.mode)} -> ${octal(after.mode)}\n`
      : "";
  const name = (state: FileState, side: string) => (state.kind === "file" ? `${side}${path}` : "/dev/null");
  const patch = createTwoFilesPatch(
    name(before, "a"),
    name(after, "b"),
    text(before),
    text(after),
    undefined,
    undefined,
    { context: 2 },
  );
  return `${mode}${patch.replace(/^=+\n/, "")}`;
}

function inPlaceOf(before: FileState): string {
  if (before.kind === "file") return ", in place of a file";
  return before.kind === "symlink" ? `, in place of a link to ${before.target}` : "";
}

function text(state: FileState): string {
  return contentOf(state).toString("utf8");
}
