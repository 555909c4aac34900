import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dir, "../..");
const executable = join(root, "dist/poddoctor");

/** The first indented block after a text of README.md. */
function blockAfter(text: string): readonly string[] {
  const lines = readFileSync(join(root, "README.md"), "utf8").split("\n");
  const from = lines.findIndex((line) => line.includes(text));
  const block = lines.slice(lines.findIndex((line, at) => at > from && line.startsWith("    ")));
  const end = block.findIndex((line) => line !== "" && !line.startsWith("    "));
  return block.slice(0, end).map((line) => line.slice(4));
}

const withoutTime = (lines: readonly string[]) =>
  lines
    .map((line) => line.replace(/\s+\d+\.\d\d s$/, ""))
    .join("\n")
    .trim();

test("README's first picture is what the executable prints", () => {
  const [command = "", ...shown] = blockAfter("and says whether the pod will start next time");
  expect(command).toBe("$ poddoctor replay linger-off");
  const { stdout } = Bun.spawnSync([executable, "replay", "linger-off"], { env: { COLUMNS: "80", LC_ALL: "C.UTF-8" } });
  expect(withoutTime(shown)).toBe(withoutTime(stdout.toString().split("\n")));
});
