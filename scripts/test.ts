import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attached, prepare, root } from "./prepare.ts";

const folders = ["src", "checks", "scripts", "fixtures"].filter((folder) => existsSync(join(root, folder)));

/** Counts of a run, from the report that Bun wrote; undefined where it wrote none. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Installs, builds, and runs the tests: all of them, or what the words given name.
 *
 * Bun's own exit status is not enough: a `process.exit(0)` inside a test ends the run with 0, and then there is no
 * report. The report is not enough either: a file that fails to load is not in it.
 */
async function main(): Promise<number> {
  await prepare();
  const report = mkdtempSync(join(tmpdir(), "poddoctor-test-"));
  try {
    const file = join(report, "junit.xml");
    const wanted = process.argv.length > 2 ? process.argv.slice(2) : folders.map((folder) => `./${folder}`);
    process.chdir(root);
    const status = await attached([
      process.execPath,
      "--no-env-file",
      "test",
      "--isolate",
      "--reporter=junit",
      `--reporter-outfile=${file}`,
      ...wanted,
    ]);
    const counts = countsOf(file);
    if (!counts) console.error("The test run ended before it wrote its report.");
    const failed = counts?.failed ?? 0;
    const hidden = failed === 0 && (status !== 0 || !counts) ? 1 : 0;
    console.log(`${counts?.passed ?? 0} passed, ${failed + hidden} failed, ${counts?.skipped ?? 0} skipped`);
    return failed + hidden > 0 ? 1 : 0;
  } finally {
    rmSync(report, { recursive: true, force: true });
  }
}

function countsOf(file: string): Counts | undefined {
  if (!existsSync(file)) return undefined;
  const head = /<testsuites\b[^>]*>/.exec(readFileSync(file, "utf8"))?.[0] ?? "";
  const number = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? "0");
  const failed = number("failures") + number("errors");
  return { passed: number("tests") - failed - number("skipped"), failed, skipped: number("skipped") };
}

process.exitCode = await main();
