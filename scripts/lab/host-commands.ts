import { parseArgs } from "node:util";
import { type HostKind, podIsRunning } from "./host-under-test.ts";
import { type Lab, withLab } from "./lab.ts";
import { isRelease, RELEASES, type Release } from "./releases.ts";
import {
  isHealthyInContainer,
  isVariantName,
  VARIANT_NAMES,
  type VariantName,
  variantOf,
  variantsOf,
} from "./variants.ts";

export const HOSTS_USAGE = `       lab build [--release R] [--variant V]
       lab boot  [--release R] [--variant V] [--kind container|vm]
       lab run   --release R --variant V [--kind container|vm] [--as root|environment|su|pam-session] [--binary FILE] -- COMMAND…
R: ${RELEASES.join(", ")}; V: ${VARIANT_NAMES.join(", ")}`;

interface Choice {
  readonly release: Release;
  readonly variant: VariantName;
}

const text = { type: "string" } as const;
const OPTIONS = { release: text, variant: text, as: text, binary: text, kind: text } as const;
type Values = { readonly [Name in keyof typeof OPTIONS]?: string | undefined };

/** The words that begin a command of this file. */
export const HOST_COMMANDS: readonly string[] = ["build", "boot", "run"];

/**
 * Makes, boots or enters healthy hosts: what a person wants to look at, and nothing is judged but whether the pod runs.
 * Returns the exit status.
 */
export async function hostCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [verb, ...rest] = positionals;
  if (verb === "build" && rest.length === 0) {
    const wanted = choices(values);
    await withLab(async (lab) => {
      for (const { release, variant } of wanted) await lab.build(release, variant);
    });
    return 0;
  }
  if (verb === "boot" && rest.length === 0) {
    const wanted = choices(values);
    return withLab((lab) => bootEach(lab, wanted, hostKind(values)));
  }
  if (verb === "run" && rest.length > 0) {
    const [wanted, more] = choices(values);
    if (wanted === undefined || more !== undefined) fail("run wants one --release and one --variant");
    return withLab((lab) => runCommand(lab, wanted, rest, values));
  }
  return fail("build, boot or run COMMAND?");
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  console.error(`lab: ${reason}\nusage: ${HOSTS_USAGE.trimStart()}`);
  process.exit(2);
}

function choices({ release, variant }: Values): Choice[] {
  if (release !== undefined && !isRelease(release)) return fail(`no release ${release}`);
  if (variant !== undefined && !isVariantName(variant)) return fail(`no variant ${variant}`);
  const releases = release === undefined ? RELEASES : [release];
  const all = releases.flatMap((one) => variantsOf(one).map(({ name }) => ({ release: one, variant: name })));
  const wanted = all.filter((one) => variant === undefined || one.variant === variant);
  return wanted.length > 0 ? wanted : fail(`${release} has no variant ${variant}`);
}

function hostKind({ kind = "container" }: Values): HostKind {
  return kind === "container" || kind === "vm" ? kind : fail(`no kind ${kind}`);
}

async function runCommand(
  lab: Lab,
  { release, variant }: Choice,
  argv: readonly string[],
  values: Values,
): Promise<number> {
  const { as = "root", binary } = values;
  const kind = hostKind(values);
  const host = await lab.make({ release, variant, kind, ...(binary === undefined ? {} : { binary }) });
  const report = await host.boot();
  console.error(`lab: ${JSON.stringify(report)}`);
  if (as !== "root" && as !== "environment" && as !== "su" && as !== "pam-session") fail(`--as ${as}?`);
  const result = await (as === "root" ? host.asRoot(argv) : host.asUser(argv, { session: as }));
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  return result.exit;
}

/** Boots each choice twice and says whether the pod ran both times; the exit status. */
async function bootEach(lab: Lab, wanted: readonly Choice[], hosts: HostKind): Promise<number> {
  let failed = false;
  const row = (...cells: string[]): void =>
    console.log(cells.map((cell, at) => cell.padEnd(at < 2 || cell.includes("/") ? 18 : 10)).join(""));
  row("release", "variant", "clone", "boot", "state", "pod", "reboot", "state", "pod");
  for (const { release, variant } of wanted) {
    const kind = variantOf(release, variant);
    if (hosts === "container" && !isHealthyInContainer(release, kind)) {
      row(release, variant, "left out: not healthy in a container of a machine with hybrid cgroups");
      continue;
    }
    const { containers } = kind;
    await lab.build(release, variant);
    const begun = Date.now();
    const host = await lab.make({ release, variant, kind: hosts });
    const cells = [release, variant, `${Date.now() - begun} ms`];
    for (const boot of [() => host.boot(), () => host.reboot()]) {
      const start = Date.now();
      const report = await boot();
      const took = ((Date.now() - start) / 1000).toFixed(1);
      const runs = await podIsRunning(host, { containers, steadySeconds: 3 });
      if (!runs || !report.settled) failed = true;
      cells.push(
        `${took} s`,
        `${report.system}/${report.users.podder ?? "-"}`,
        containers.length === 0 ? "-" : runs ? "runs" : "DOWN",
      );
    }
    row(...cells);
    await host.destroy();
  }
  return failed ? 1 : 0;
}
