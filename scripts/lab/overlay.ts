import { mkdirSync, rmSync } from "node:fs";
import { mustRun } from "./command.ts";
import { scratchDirectory } from "./paths.ts";

/** A writable clone of a stack of folders, that leaves them as they are. */
export interface Overlay {
  /** Where the clone is mounted. */
  readonly root: string;
  /** What was changed, as overlayfs keeps it: with `root` unmounted, a layer for further clones. */
  readonly upper: string;
  unmount(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Clones a stack of folders, the lowest first, by mounting overlayfs on the run's tmpfs: mount and changes end with the
 * run. The features that bind an upper folder to one lower folder are off, for a layer is mounted above copies of it.
 * Source: the kernel's Documentation/filesystems/overlayfs.rst.
 */
export async function mountOverlay(name: string, layers: readonly string[]): Promise<Overlay> {
  const base = `${scratchDirectory()}/${name}`;
  const [root, upper, work] = [`${base}/root`, `${base}/upper`, `${base}/work`];
  for (const folder of [root, upper, work]) mkdirSync(folder, { recursive: true });
  const lower = [...layers].reverse().join(":");
  const features = "index=off,redirect_dir=off,metacopy=off,xino=off";
  const options = `lowerdir=${lower},upperdir=${upper},workdir=${work},${features}`;
  await mustRun(["mount", "-t", "overlay", "poddoctor-lab", "-o", options, root]);
  return {
    root,
    upper,
    unmount: async () => void (await mustRun(["umount", root])),
    remove: async () => {
      await mustRun(["umount", root]);
      rmSync(base, { recursive: true, force: true });
    },
  };
}
