import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { CommandFailed, mustRun } from "./command.ts";
import { ContainerHost } from "./container.ts";
import { mountOverlay } from "./overlay.ts";
import { labDirectory } from "./paths.ts";
import type { Release } from "./releases.ts";
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
  const overlay = await mountOverlay(name, below);
  const host = new ContainerHost({ release, variant: variant.name, name, runCgroup: runCgroup(run), overlay });
  await host.boot();
  for (const step of variant.steps) await take(host, step);
  await host.powerOff();
  forgetPreparation(overlay.root);
  await overlay.unmount();
  await mustRun(["cp", "--archive", overlay.upper, target]);
  rmSync(overlay.upper, { recursive: true });
}

async function take(host: ContainerHost, step: Step): Promise<void> {
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
