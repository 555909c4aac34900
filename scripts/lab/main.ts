import { parseArgs } from "node:util";
import { podIsRunning } from "./host-under-test.ts";
import { type HostKind, type Lab, withLab } from "./lab.ts";
import { isRelease, RELEASES, type Release } from "./releases.ts";
import {
  isHealthyInContainer,
  isVariantName,
  VARIANT_NAMES,
  type VariantName,
  variantOf,
  variantsOf,
} from "./variants.ts";

const USAGE = `usage: main.ts build [--release R] [--variant V]
       main.ts boot  [--release R] [--variant V] [--kind container|vm]
       main.ts run   --release R --variant V [--kind container|vm] [--as root|environment|su|pam-session] [--binary FILE] -- COMMAND…
R: ${RELEASES.join(", ")}; V: ${VARIANT_NAMES.join(", ")}`;

interface Choice {
  readonly release: Release;
  readonly variant: VariantName;
}

const { values, positionals } = readArguments();
const [verb, ...rest] = positionals;
if (verb === "build" && rest.length === 0) {
  const wanted = choices();
  await withLab(async (lab) => {
    for (const { release, variant } of wanted) await lab.build(release, variant);
  });
} else if (verb === "boot" && rest.length === 0) {
  const wanted = choices();
  process.exitCode = await withLab((lab) => bootEach(lab, wanted));
} else if (verb === "run" && rest.length > 0) {
  const [wanted, more] = choices();
  if (wanted === undefined || more !== undefined) fail("run wants one --release and one --variant");
  process.exitCode = await withLab((lab) => runCommand(lab, wanted, rest));
} else {
  fail("build, boot or run COMMAND?");
}
process.exit();

function readArguments() {
  try {
    const text = { type: "string" } as const;
    const options = { release: text, variant: text, as: text, binary: text, kind: text };
    return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true, strict: true });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  console.error(`lab: ${reason}\n${USAGE}`);
  process.exit(2);
}

function choices(): Choice[] {
  const { release, variant } = values;
  if (release !== undefined && !isRelease(release)) return fail(`no release ${release}`);
  if (variant !== undefined && !isVariantName(variant)) return fail(`no variant ${variant}`);
  const releases = release === undefined ? RELEASES : [release];
  const all = releases.flatMap((one) => variantsOf(one).map(({ name }) => ({ release: one, variant: name })));
  const wanted = all.filter((one) => variant === undefined || one.variant === variant);
  return wanted.length > 0 ? wanted : fail(`${release} has no variant ${variant}`);
}

function hostKind(): HostKind {
  const { kind = "container" } = values;
  return kind === "container" || kind === "vm" ? kind : fail(`no kind ${kind}`);
}

async function runCommand(lab: Lab, { release, variant }: Choice, argv: readonly string[]): Promise<number> {
  const { as = "root", binary } = values;
  const host = await lab.make({ release, variant, kind: hostKind(), ...(binary === undefined ? {} : { binary }) });
  const report = await host.boot();
  console.error(`lab: ${JSON.stringify(report)}`);
  if (as !== "root" && as !== "environment" && as !== "su" && as !== "pam-session") fail(`--as ${as}?`);
  const result = await (as === "root" ? host.asRoot(argv) : host.asUser(argv, { session: as }));
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  return result.exit;
}

/** Boots each choice twice and says whether the pod ran both times; the exit status. */
async function bootEach(lab: Lab, wanted: readonly Choice[]): Promise<number> {
  let failed = false;
  const row = (...cells: string[]): void =>
    console.log(cells.map((cell, at) => cell.padEnd(at < 2 || cell.includes("/") ? 18 : 10)).join(""));
  row("release", "variant", "clone", "boot", "state", "pod", "reboot", "state", "pod");
  for (const { release, variant } of wanted) {
    const kind = variantOf(release, variant);
    if (hostKind() === "container" && !isHealthyInContainer(release, kind)) {
      row(release, variant, "left out: not healthy in a container of a machine with hybrid cgroups");
      continue;
    }
    const { containers } = kind;
    await lab.build(release, variant);
    const begun = Date.now();
    const host = await lab.make({ release, variant, kind: hostKind() });
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
