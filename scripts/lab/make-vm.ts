import { mustRun } from "./command.ts";
import { ensureKernelLayer } from "./kernel-layer.ts";
import { mountOverlay } from "./overlay.ts";
import { buildDirectory } from "./paths.ts";
import type { Release } from "./releases.ts";
import { runCgroup } from "./runs.ts";
import { VmHost } from "./vm.ts";

export interface MakeVmOptions {
  readonly release: Release;
  readonly variant: string;
  readonly name: string;
  readonly run: string;
  /** What the host is, the release's tree first. */
  readonly layers: readonly string[];
}

/** The stack of a host with a kernel: the kernel is directly above the tree, and so no part of what is above that. */
export function withKernel([tree = "", ...above]: readonly string[], kernel: string): readonly string[] {
  return [tree, kernel, ...above];
}

/** A host of these layers with a kernel of its own, not booted. The kernel's layer is built if it is not there. */
export async function makeVm({ release, variant, name, run, layers }: MakeVmOptions): Promise<VmHost> {
  const kernel = await ensureKernelLayer(release, run);
  const overlay = await mountOverlay(name, withKernel(layers, kernel.layer));
  const { root } = overlay;
  // Else the first boot does again what each layer's has done: ldconfig, catalogues (systemd-update-done.service(8)).
  await mustRun(["touch", "-r", `${root}/usr`, `${root}/etc/.updated`, `${root}/var/.updated`]);
  const folder = buildDirectory(run);
  const vm = await VmHost.make({ release, variant, name, runCgroup: runCgroup(run), kernel, tree: root, folder });
  await overlay.remove();
  return vm;
}
