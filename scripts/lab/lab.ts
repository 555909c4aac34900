import { cpSync, mkdirSync } from "node:fs";
import { basename } from "node:path";
import { ContainerHost } from "./container.ts";
import type { HostKind } from "./host-under-test.ts";
import { isolate } from "./isolation.ts";
import { ensureLayers } from "./layers.ts";
import { makeVm } from "./make-vm.ts";
import { mountOverlay } from "./overlay.ts";
import { scratchDirectory } from "./paths.ts";
import type { Release } from "./releases.ts";
import { runCgroup } from "./runs.ts";
import { type VariantName, variantOf } from "./variants.ts";
import type { VmHost } from "./vm.ts";

export interface MakeOptions {
  readonly release: Release;
  readonly variant: VariantName;
  /** A container unless told: `vm` is a whole kernel, tens of times slower. */
  readonly kind?: HostKind;
  /** An executable of this machine that the host has as /usr/local/bin/poddoctor, in a layer below its changes. */
  readonly binary?: string;
  /** Further executables of this machine that lie beside it, under their own names. */
  readonly beside?: readonly string[];
}

/** A run of the lab: makes hosts, and forgets them all when it ends. */
export class Lab {
  readonly #run: string;
  readonly #binaryLayers = new Map<string, string>();
  #hosts = 0;

  constructor(run: string) {
    this.#run = run;
  }

  /** A folder that is gone when the run ends. */
  get scratch(): string {
    return scratchDirectory();
  }

  /** Builds what a variant of a release needs, if it is not there. */
  async build(release: Release, variant: VariantName): Promise<void> {
    await ensureLayers(release, variantOf(release, variant), this.#run);
  }

  /**
   * A fresh clone of a healthy host, not booted: to be planted in, booted, and destroyed when no longer needed.
   * Throws when the release cannot have the variant, or when it cannot be built.
   */
  async make(options: MakeOptions & { readonly kind?: "container" }): Promise<ContainerHost>;
  async make(options: MakeOptions): Promise<ContainerHost | VmHost>;
  async make({
    release,
    variant,
    kind = "container",
    binary,
    beside = [],
  }: MakeOptions): Promise<ContainerHost | VmHost> {
    const layers = await ensureLayers(release, variantOf(release, variant), this.#run);
    if (binary !== undefined) layers.push(this.#binaryLayer(binary, beside));
    const name = `host-${this.#hosts++}`;
    if (kind === "vm") return makeVm({ release, variant, name, run: this.#run, layers });
    const overlay = await mountOverlay(name, layers);
    return new ContainerHost({ release, variant, name, runCgroup: runCgroup(this.#run), overlay });
  }

  #binaryLayer(binary: string, beside: readonly string[]): string {
    const key = [binary, ...beside].join("\0");
    const known = this.#binaryLayers.get(key);
    if (known !== undefined) return known;
    const layer = `${scratchDirectory()}/binary-${this.#binaryLayers.size}`;
    const folder = `${layer}/usr/local/bin`;
    mkdirSync(folder, { recursive: true });
    cpSync(binary, `${folder}/poddoctor`);
    for (const file of beside) cpSync(file, `${folder}/${basename(file)}`);
    this.#binaryLayers.set(key, layer);
    return layer;
  }
}

/**
 * Does `work` with a lab, in isolation: no process, cgroup, mount or folder of it outlives this process, however that
 * ends. The script is started a second time for it (see isolate), so that everything before this call happens twice,
 * and only the second one, the worker, gets past it. Needs root. Throws what `work` throws.
 */
export async function withLab<T>(work: (lab: Lab) => Promise<T>): Promise<T> {
  return work(new Lab(await isolate()));
}
