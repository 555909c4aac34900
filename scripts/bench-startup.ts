import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executable, prepare } from "./prepare.ts";

const rounds = Number(process.argv[2] ?? "60");

/**
 * How long `poddoctor --version` takes, as a multiple of an empty program that Bun compiled: runs of both in turn, so
 * that a slow moment of the machine meets both alike.
 */
async function main(): Promise<void> {
  await prepare();
  const folder = mkdtempSync(join(tmpdir(), "poddoctor-bench-"));
  try {
    const empty = join(folder, "empty");
    writeFileSync(`${empty}.ts`, "export {};\n");
    Bun.spawnSync([
      process.execPath,
      "build",
      "--compile",
      "--format=esm",
      "--bytecode",
      `${empty}.ts`,
      "--outfile",
      empty,
    ]);
    const programs = [[empty], [executable, "--version"], [executable, "list"]] as const;
    const times = programs.map(() => [] as number[]);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, argv] of programs.entries()) times[index]?.push(timed(argv));
    }
    const medians = times.map(median);
    for (const [index, argv] of programs.entries()) {
      const name = index === 0 ? "empty program" : `poddoctor ${argv.slice(1).join(" ")}`;
      const time = medians[index] ?? Number.NaN;
      console.log(`${name.padEnd(22)} ${time.toFixed(2)} ms   ${(time / (medians[0] ?? 1)).toFixed(2)} times`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(argv: readonly string[]): number {
  const started = performance.now();
  const { exitCode } = Bun.spawnSync([...argv], { stdout: "ignore", stderr: "ignore" });
  if (exitCode !== 0) throw new Error(`${argv.join(" ")}: exit ${exitCode}`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

await main();
