import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./testing/executable.ts";

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

test.skipIf(!Bun.which("jq"))("README's commands for a bundle read it, and the one that a page carries", () => {
  const commands = blockAfter("Ordinary tools read all of it").filter((line) => line !== "");
  expect(commands).toHaveLength(6);
  using folder = temporaryFolder();
  const env = { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8", PWD: folder.path };
  for (const name of ["r.json.gz", "r.html"])
    Bun.spawnSync([executable, "replay", "linger-off", "report", "-o", name], { cwd: folder.path, env });
  const printed = commands.map((command) => {
    const { exitCode, stdout } = Bun.spawnSync(["bash", "-o", "pipefail", "-c", command], { cwd: folder.path, env });
    expect({ command, exitCode }).toEqual({ command, exitCode: 0 });
    return stdout.toString();
  });
  const [sentence = "", failed, replaced, asked, release, request = ""] = printed;
  expect(sentence).toStartWith(
    "pod.service did not start at the last boot, and will not at the next: lingering is off",
  );
  expect(failed).toBe("linger-not-enabled: user-1\n");
  expect(replaced).toMatch(/^user: \d+$/m);
  expect(asked).toContain('["getent","passwd","--","user-1"]');
  expect(release).toContain("ID=debian");
  expect(JSON.parse(request)).toEqual({ user: "user-1", units: [], boot: 0 });
});
