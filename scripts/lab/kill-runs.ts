import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { executable } from "../prepare.ts";
import { labDirectory } from "./paths.ts";
import { childrenOf } from "./running-containers.ts";
import { leftovers } from "./runs.ts";

// Ends runs of the lab at random moments and looks whether anything of them is left: a process or a cgroup (all
// processes of a run are in its cgroup), a mount, a loop device, a folder. Other runs on the machine are not looked at.
// --fresh: in a folder of its own without any tree, so that what is ended is building one.
// usage: bun scripts/lab/kill-runs.ts [--times N] [--kind container|vm] [--within SECONDS] [--fresh] [--binary FILE]
const text = { type: "string" } as const;
const fresh = { type: "boolean", default: false } as const;
const { values } = parseArgs({ options: { times: text, kind: text, within: text, binary: text, fresh } });
if (values.fresh) process.env.PODDOCTOR_LAB_DIR = mkdtempSync("/var/tmp/poddoctor-lab-");
const times = Number(values.times ?? 20);
const kind = values.kind ?? "container";
const within = Number(values.within ?? (kind === "vm" ? 90 : 12));
const ends = [
  { target: "run", signal: "SIGKILL" },
  { target: "run", signal: "SIGINT" },
  { target: "worker", signal: "SIGKILL" },
  { target: "run", signal: "SIGTERM" },
  { target: "reaper", signal: "SIGKILL" },
] as const;
type End = (typeof ends)[number];

let bad = 0;
for (let time = 0; time < times; time++) {
  const end = ends[time % ends.length] ?? ends[0];
  const after = Math.random() * within;
  const found = await endOne(end, after);
  const what = `${end.signal} to the ${end.target} after ${after.toFixed(2)} s`;
  console.log(`${found.length === 0 ? "ok  " : "LEFT"} ${kind}: ${what} ${found.join("; ")}`);
  if (found.length > 0) bad++;
}
if (values.fresh) rmSync(labDirectory(), { recursive: true, force: true });
console.log(`${times - bad} passed, ${bad} failed, 0 skipped`);
process.exit(bad === 0 ? 0 : 1);

async function endOne({ target, signal }: End, seconds: number): Promise<readonly string[]> {
  const binary = ["--binary", values.binary ?? executable];
  const json = ["--json", "/dev/null"];
  const words = ["linger-off", "simple-pod-start", "--release", "trixie", "--kind", kind, ...binary, ...json];
  const run = Bun.spawn([process.execPath, `${import.meta.dirname}/main.ts`, ...words], {
    stdio: ["ignore", "ignore", "ignore"],
  });
  await Bun.sleep(seconds * 1000);
  const victims = { run: run.pid, reaper: childWith(run.pid, "reaper.ts"), worker: childWith(run.pid, "unshare") };
  const victim = victims[target] ?? run.pid;
  try {
    process.kill(victim, signal);
  } catch {
    // It had ended.
  }
  await run.exited;
  // The reaper outlives the run for as long as a process takes to go.
  let found = await whatIsLeft();
  for (const end = Date.now() + 15_000; found.length > 0 && Date.now() < end; found = await whatIsLeft())
    await Bun.sleep(200);
  return found;
}

function childWith(pid: number, word: string): number | undefined {
  return childrenOf(pid).find((child) => {
    try {
      return readFileSync(`/proc/${child}/cmdline`, "utf8").includes(word);
    } catch {
      return false;
    }
  });
}

async function whatIsLeft(): Promise<readonly string[]> {
  const runs = (await leftovers()).map((name) => `run ${name} has a cgroup or a folder`);
  const mounts = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
  const own = mounts
    .filter((line) => line.includes(` ${labDirectory()}/`))
    .map((line) => `mount ${line.split(" ")[4]}`);
  return [...runs, ...own, ...orphanLoops()];
}

// A loop device whose file was removed with its run ("(deleted)" is what the kernel appends).
function orphanLoops(): readonly string[] {
  return readdirSync("/sys/block").flatMap((name) => {
    const file = `/sys/block/${name}/loop/backing_file`;
    if (!existsSync(file)) return [];
    const backing = readFileSync(file, "utf8").trim();
    return backing.startsWith(labDirectory()) && backing.endsWith("(deleted)") ? [`/dev/${name} of ${backing}`] : [];
  });
}
