import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The project's folder. */
export const root = join(import.meta.dir, "..");

/** What is run and tested. */
export const executable = join(root, "dist/poddoctor");

const sources = ["src", "checks", "scripts", "fixtures/hosts", "package.json", "bun.lock", "tsconfig.json"];

/**
 * Installs what the lock names and builds the executable where a source is newer than it, so that a fresh clone needs
 * no step by hand. It imports nothing that has to be installed first. All it prints goes to standard error.
 *
 * @throws where a step fails, naming it
 */
export async function prepare(): Promise<void> {
  // With no lock, --frozen-lockfile takes whatever is newest and says nothing.
  if (!existsSync(join(root, "bun.lock"))) throw new Error("bun.lock is missing");
  await step("bun install", ["install", "--frozen-lockfile", "--silent"]);
  if (isStale()) await step("the build", ["scripts/build.ts"]);
}

/** Runs this same Bun on something in the project's folder. */
async function step(what: string, args: readonly string[]): Promise<void> {
  const child = Bun.spawn([process.execPath, ...args], { cwd: root, stdio: ["ignore", 2, 2] });
  const status = await child.exited;
  if (status !== 0) throw new Error(`${what} failed (exit ${status})`);
}

function isStale(): boolean {
  const built = statSync(executable, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.some((source) => newest(join(root, source)) > built);
}

function newest(path: string): number {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isDirectory()) return status?.mtimeMs ?? 0;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Runs something that the reader watches, and passes signals on to it. */
export async function attached(argv: readonly string[]): Promise<number> {
  const child = Bun.spawn([...argv], { stdio: ["inherit", "inherit", "inherit"] });
  // Ctrl-C reaches the whole group by itself; a TERM reaches this process alone.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  const status = await child.exited;
  return status;
}
