import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeBaseBinary } from "./base-binary.ts";

const root = join(import.meta.dir, "..");

/** Builds `dist/poddoctor`. @throws as `compile` */
export async function build(outfile = join(root, "dist/poddoctor")): Promise<void> {
  await compile(join(root, "src/main.ts"), outfile);
}

/**
 * Makes one executable of a program. The same sources give the same bytes, wherever the project lies.
 *
 * `--cwd=/` keeps it from dying in a working directory that was deleted, and from reading anything there; bytecode and
 * splitting are what makes it start fast.
 *
 * @throws where Bun refuses a source, or its executable is not as expected
 */
export async function compile(entrypoint: string, outfile: string): Promise<void> {
  // Bun writes the file's name into it, so the name stays and the folder differs: a build that is under way leaves the
  // last one whole, and two at once do not meet.
  const folder = join(dirname(outfile), `.build-${process.pid}`);
  const made = join(folder, basename(outfile));
  const base = `${made}.base`;
  mkdirSync(folder, { recursive: true });
  try {
    writeBaseBinary(root, base);
    const result = await Bun.build({
      entrypoints: [entrypoint],
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
        outfile: made,
        executablePath: base,
        execArgv: ["--disallow-code-generation-from-strings=strict", "--cwd=/"],
        autoloadDotenv: false,
        autoloadBunfig: false,
        autoloadTsconfig: false,
        autoloadPackageJson: false,
      },
    });
    if (!result.success) throw new Error(result.logs.map(String).join("\n"));
    renameSync(made, outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const started = performance.now();
  await build();
  const megabytes = (statSync(join(root, "dist/poddoctor")).size / 1e6).toFixed(1);
  console.log(`dist/poddoctor: ${megabytes} MB in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
