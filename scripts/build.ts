import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeBaseBinary } from "./base-binary.ts";

const root = join(import.meta.dir, "..");

/**
 * Builds `dist/poddoctor`. The same sources give the same bytes, wherever the project lies.
 *
 * `--cwd=/` keeps it from dying in a working directory that was deleted, and from reading anything there; bytecode and
 * splitting are what makes it start fast.
 *
 * @throws where Bun refuses a source, or its executable is not as expected
 */
export async function build(outfile = join(root, "dist/poddoctor")): Promise<void> {
  const base = `${outfile}.base`;
  writeBaseBinary(root, base);
  try {
    const result = await Bun.build({
      entrypoints: [join(root, "src/main.ts")],
      root,
      target: "bun",
      format: "esm",
      splitting: true,
      bytecode: true,
      minify: { whitespace: true, syntax: true, identifiers: true, keepNames: true },
      define: { "process.env.NODE_ENV": '"production"' },
      throw: false,
      compile: {
        target: `bun-linux-${process.arch === "arm64" ? "arm64" : "x64"}`,
        outfile,
        executablePath: base,
        execArgv: ["--disallow-code-generation-from-strings=strict", "--cwd=/"],
        autoloadDotenv: false,
        autoloadBunfig: false,
        autoloadTsconfig: false,
        autoloadPackageJson: false,
      },
    });
    if (!result.success) throw new Error(result.logs.map(String).join("\n"));
  } finally {
    rmSync(base, { force: true });
  }
}

if (import.meta.main) {
  const started = performance.now();
  await build();
  const megabytes = (statSync(join(root, "dist/poddoctor")).size / 1e6).toFixed(1);
  console.log(`dist/poddoctor: ${megabytes} MB in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
