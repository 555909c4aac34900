import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Environment variables by which a caller could take the executable over or have it write files; no build flag of Bun
 * 1.4.5 turns them off. Overwriting the first letter of each name makes it one that nobody sets.
 */
export const markers = [
  "BUN_OPTIONS",
  "BUN_BE_BUN",
  "BUN_INSPECT_CONNECT_TO",
  "BUN_INSPECT_PRELOAD",
  "BUN_BYTECODE_ORDER_OUT",
  "BUN_BYTECODE_DIGEST_OUT",
] as const;

/**
 * Copies Bun's own executable with the markers overwritten, for use as the base of `bun build --compile`.
 *
 * @param root the project's folder
 * @param target where the copy goes; its folder exists
 * @throws where a marker is found nowhere: then Bun has changed, and the copy would not be safe
 */
export function writeBaseBinary(root: string, target: string): void {
  const bytes = readFileSync(bunExecutable(root));
  for (const marker of markers) {
    if (overwrite(bytes, marker) === 0)
      throw new Error(`${marker} is not in Bun's executable; see scripts/base-binary.ts`);
  }
  writeFileSync(target, bytes);
  chmodSync(target, 0o755);
}

/** The pinned Bun of node_modules; the one that runs this, of the same version, where the postinstall was left out. */
function bunExecutable(root: string): string {
  const pinned = join(root, "node_modules/bun/bin/bun.exe");
  // Without its postinstall the package holds a stub of some hundred bytes.
  const whole = existsSync(pinned) && readFileSync(pinned).length > 1_000_000;
  return whole ? pinned : process.execPath;
}

function overwrite(bytes: Buffer, marker: string): number {
  let count = 0;
  for (let at = bytes.indexOf(marker); at !== -1; at = bytes.indexOf(marker, at + 1)) {
    bytes[at] = 1;
    count += 1;
  }
  return count;
}
