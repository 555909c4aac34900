import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { CommandFailed, mustRun } from "./command.ts";
import { ContainerHost } from "./container.ts";
import type { HostUnderTest } from "./host-under-test.ts";
import { ensureKernelLayer } from "./kernel-layer.ts";
import { makeVm, withKernel } from "./make-vm.ts";
import { mountOverlay, type Overlay } from "./overlay.ts";
import { labDirectory } from "./paths.ts";
import { bootsInContainer, type Release } from "./releases.ts";
import { runCgroup } from "./runs.ts";
import { ensureBuilt, ensureTree, recipeHash, treeDirectory } from "./tree.ts";
import { type Step, type Variant, variantOf } from "./variants.ts";

/** Where the layer of a variant is, or will be, by the present recipe of it and of all below it. */
function layerDirectory(release: Release, variant: Variant): string {
  const below =
    variant.on === undefined ? treeDirectory(release) : layerDirectory(release, variantOf(release, variant.on));
  const hash = recipeHash({ below: below.split("/").at(-1), steps: variant.steps });
  return `${labDirectory()}/layers/${release}-${variant.name}-${hash}`;
}

/**
 * The folders whose stack is the healthy host of a variant, the lowest first: the release's tree, and a layer for the
 * variant and for each one below it. What is missing is built: a host is booted, prepared, powered off, and what it
 * changed is kept. Throws CommandFailed when a step of the preparation fails.
 */
export async function ensureLayers(release: Release, variant: Variant, run: string): Promise<string[]> {
  const below =
    variant.on === undefined
      ? [await ensureTree(release, run)]
      : await ensureLayers(release, variantOf(release, variant.on), run);
  const layer = layerDirectory(release, variant);
  await ensureBuilt(layer, run, (target) => buildLayer(release, variant, below, run, target));
  return [...below, layer];
}

async function buildLayer(
  release: Release,
  variant: Variant,
  below: readonly string[],
  run: string,
  target: string,
): Promise<void> {
  const name = `build-${release}-${variant.name}`;
  const overlay = bootsInContainer(release)
    ? await preparedInContainer(release, variant, below, run, name)
    : await preparedInVm(release, variant, below, run, name);
  forgetPreparation(overlay.root);
  await overlay.unmount();
  await mustRun(["cp", "--archive", overlay.upper, target]);
  rmSync(overlay.upper, { recursive: true });
}

async function preparedInContainer(
  release: Release,
  variant: Variant,
  below: readonly string[],
  run: string,
  name: string,
): Promise<Overlay> {
  const overlay = await mountOverlay(name, below);
  await prepare(
    new ContainerHost({ release, variant: variant.name, name, runCgroup: runCgroup(run), overlay }),
    variant,
  );
  return overlay;
}

/** The same for a release that boots with a kernel alone: what is then on its disk is brought to a clone of its layers. */
async function preparedInVm(
  release: Release,
  variant: Variant,
  below: readonly string[],
  run: string,
  name: string,
): Promise<Overlay> {
  const vm = await makeVm({ release, variant: variant.name, name: `${name}-vm`, run, layers: below });
  await prepare(vm, variant);
  const { layer } = await ensureKernelLayer(release, run);
  const overlay = await mountOverlay(name, withKernel(below, layer));
  const everything = ["--archive", "--hard-links", "--acls", "--xattrs", "--numeric-ids", "--delete"];
  const argv = ["rsync", ...everything, "--exclude=/lost+found", `${vm.tree}/`, `${overlay.root}/`];
  await mustRun(argv, { seconds: 300 });
  await vm.destroy();
  return overlay;
}

/** Boots, prepares and powers off; a host that cannot be prepared is not left, since the build may be tried again. */
async function prepare(host: HostUnderTest, { steps }: Variant): Promise<void> {
  try {
    await host.boot();
    for (const step of steps) await take(host, step);
    await host.powerOff();
  } catch (error) {
    await host.destroy();
    throw error;
  }
}

async function take(host: HostUnderTest, step: Step): Promise<void> {
  if ("file" in step) {
    await host.putFile(step.file, step.content, { owner: step.owner });
    return;
  }
  // A true session, as the person had who set the host up: the user manager may not be there yet.
  const asPodder = { session: "pam-session", seconds: 120 } as const;
  const result = await (step.as === "root" ? host.asRoot(step.run) : host.asUser(step.run, asPodder));
  if (result.exit !== 0) throw new CommandFailed(step.run, result);
}

// The boot of the preparation must not be found in the journal of a host that is then diagnosed; and each clone is a
// machine of its own, whose id the first boot writes.
function forgetPreparation(root: string): void {
  for (const folder of [`${root}/var/log/journal`, `${root}/tmp`, `${root}/var/tmp`]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`, { recursive: true });
  }
  writeFileSync(`${root}/etc/machine-id`, "");
}
