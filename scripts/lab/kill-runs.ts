import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { executable } from "../prepare.ts";
import { inCgroup, makeCgroup, processesOf, removeCgroup } from "./cgroups.ts";
import { mustRun } from "./command.ts";
import { PODDOCTOR } from "./diagnosis.ts";
import { tryHold } from "./hold.ts";
import { labDirectory } from "./paths.ts";
import { childrenOf } from "./running-containers.ts";
import { leftovers, runCgroup, runHold } from "./runs.ts";
import { commandFile } from "./vm.ts";

// Ends runs of the lab and looks whether anything of them is left: a process or a cgroup (all processes of a run are in
// its cgroup), a mount, a loop device, a folder. Other runs on the machine are not looked at, but what stands for one, a
// living run's cgroup with a process in it and a mount, must be there afterwards as it was before.
// --at: when it is ended. `random`, or while that is under way: a host's `boot`, and inside a booted host the `diagnosis` as
// root, `fix`, `undo`, `recording` of a fixture.
// --fresh: in a folder of its own without any tree, so that what is ended is building one.
const USAGE = `usage: bun scripts/lab/kill-runs.ts [--times N] [--kind container|vm] [--at random|boot|diagnosis|fix|undo|recording]
       [--within SECONDS] [--fresh] [--binary FILE]`;
const text = { type: "string" } as const;
const fresh = { type: "boolean", default: false } as const;
const { values } = parseArgs({ options: { times: text, kind: text, within: text, binary: text, at: text, fresh } });
if (values.fresh) process.env.PODDOCTOR_LAB_DIR = mkdtempSync("/var/tmp/poddoctor-lab-");
const times = Number(values.times ?? 20);
const kind = values.kind ?? "container";
const within = Number(values.within ?? (kind === "vm" ? 90 : 12));
/** What is under way, by its first words; in a recording the executable is another one, without any. */
const aims: Readonly<Record<string, readonly string[]>> = {
  boot: [kind === "vm" ? "qemu-system-x86_64" : "systemd-nspawn"],
  diagnosis: [PODDOCTOR, "--user"],
  fix: [PODDOCTOR, "fix"],
  undo: [PODDOCTOR, "undo"],
  recording: [PODDOCTOR],
};
const at = values.at ?? "random";
const aim = aims[at];
if ((at !== "random" && aim === undefined) || (at === "recording" && kind === "vm")) {
  console.error(`${USAGE}\nrecordings are made in containers`);
  process.exit(2);
}
/** Longer than any of it takes to come. */
const PATIENCE_SECONDS = kind === "vm" ? 1200 : 180;
/** Shorter than any of it takes to end. */
const AIMED_SECONDS = kind === "vm" ? { boot: 12, other: 3 } : { boot: 0.4, other: 0.4 };
const ends = [
  { target: "run", signal: "SIGKILL" },
  { target: "run", signal: "SIGINT" },
  { target: "worker", signal: "SIGKILL" },
  { target: "run", signal: "SIGTERM" },
  { target: "reaper", signal: "SIGKILL" },
] as const;
type End = (typeof ends)[number];

const bystander = await makeBystander();
const before = await fixtures();
let bad = 0;
for (let time = 0; time < times; time++) {
  const end = ends[time % ends.length] ?? ends[0];
  const after = Math.random() * (aim === undefined ? within : at === "boot" ? AIMED_SECONDS.boot : AIMED_SECONDS.other);
  const found = [...(await endOne(end, after)), ...bystander.missing()];
  if ((await fixtures()) !== before) found.push("the recordings in the repository have changed");
  const what = `${end.signal} to the ${end.target}, ${at}, after ${after.toFixed(2)} s`;
  console.log(`${found.length === 0 ? "ok  " : "LEFT"} ${kind}: ${what} ${found.join("; ")}`);
  if (found.length > 0) bad++;
}
await bystander.remove();
if (values.fresh) rmSync(labDirectory(), { recursive: true, force: true });
console.log(`${times - bad} passed, ${bad} failed, 0 skipped`);
process.exit(bad === 0 ? 0 : 1);

async function endOne({ target, signal }: End, seconds: number): Promise<readonly string[]> {
  const run = Bun.spawn([process.execPath, ...argvOfRun()], { stdio: ["ignore", "ignore", "ignore"] });
  const came = aim === undefined || (await underWay(run, aim));
  await Bun.sleep(seconds * 1000);
  const victims = { run: run.pid, reaper: childWith(run.pid, "reaper.ts"), worker: childWith(run.pid, "unshare") };
  const victim = victims[target] ?? run.pid;
  const machines = machinesOf(run.pid);
  try {
    process.kill(victim, signal);
  } catch {
    // It had ended.
  }
  await run.exited;
  // The reaper outlives the run for as long as a process takes to go.
  const look = async (): Promise<readonly string[]> => [...(await whatIsLeft()), ...machines.filter(lives)];
  let found = await look();
  for (const end = Date.now() + 15_000; found.length > 0 && Date.now() < end; found = await look())
    await Bun.sleep(200);
  return came ? found : [...found, `the run ended, and there was no ${at} in it`];
}

function argvOfRun(): readonly string[] {
  if (at === "recording") return [`${import.meta.dirname}/../fixtures/record.ts`, "linger-off", "--release", "trixie"];
  const words = ["linger-off", "simple-pod-start", "--release", "trixie", "--kind", kind];
  return [
    ...[`${import.meta.dirname}/main.ts`, ...words, "--binary", values.binary ?? executable],
    ...["--json", "/dev/null"],
    ...(kind === "vm" ? ["--jobs", "1"] : []),
  ];
}

/** Waits until a command that begins with these words is under way in the run; false when that does not come. */
async function underWay(run: Bun.Subprocess, words: readonly string[]): Promise<boolean> {
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; run.exitCode === null && Date.now() < end; ) {
    const argvs = argvsOf(run.pid);
    if (argvs.some((argv) => words.every((word, place) => argv[place] === word))) return true;
    await Bun.sleep(5);
  }
  return false;
}

/** The processes of a run, those in its containers among them. */
function pidsOf(run: number): readonly number[] {
  const name = childrenOf(run)
    .map((pid) => /\/(poddoctor-lab-\w+)/.exec(read(`/proc/${pid}/cgroup`))?.[1])
    .find((one) => one !== undefined);
  return name === undefined ? [] : processesOf(name);
}

/** What each process of a run executes, and what the lab has its virtual machines execute. */
function argvsOf(run: number): readonly (readonly string[])[] {
  return pidsOf(run).flatMap((pid) => {
    const argv = read(`/proc/${pid}/cmdline`).split("\0");
    const consoleFile = argv.map((word) => /^file,id=console,path=([^,]+)/.exec(word)?.[1]).find(Boolean);
    return consoleFile === undefined
      ? [argv]
      : [argv, read(`/proc/${pid}/root${commandFile(consoleFile)}`).split("\0")];
  });
}

/** The virtual machines of a run: a process each, told apart from a later one by when it began. */
function machinesOf(run: number): readonly string[] {
  return pidsOf(run)
    .filter((pid) => read(`/proc/${pid}/comm`).startsWith("qemu"))
    .map((pid) => `qemu ${pid} of ${startOf(pid)}`);
}

function lives(machine: string): boolean {
  const [, pid, , start] = machine.split(" ");
  return startOf(Number(pid)) === start;
}

// Field 22 of proc_pid_stat(5); the name before it may have spaces.
function startOf(pid: number): string {
  return (
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ")[19] ?? ""
  );
}

/** What a run that lives beside the one that is ended has on the machine. */
async function makeBystander() {
  const name = `bystander${process.pid}`;
  const held = await tryHold(runHold(name));
  const folder = `${labDirectory()}-${name}`;
  mkdirSync(folder);
  await mustRun(["mount", "-t", "tmpfs", "poddoctor-lab", folder]);
  makeCgroup(runCgroup(name));
  const asleep = Bun.spawn(inCgroup(runCgroup(name), ["sleep", "infinity"]), { stdio: ["ignore", "ignore", "ignore"] });
  return {
    missing: (): readonly string[] => [
      ...(asleep.exitCode === null && asleep.signalCode === null ? [] : ["another run's process was ended"]),
      ...(processesOf(runCgroup(name)).length > 0 ? [] : ["another run's cgroup is empty or gone"]),
      ...(read("/proc/self/mountinfo").includes(` ${folder} `) ? [] : ["another run's mount is gone"]),
    ],
    remove: async (): Promise<void> => {
      await removeCgroup(runCgroup(name));
      await mustRun(["umount", folder]);
      rmSync(folder, { recursive: true });
      held?.release();
    },
  };
}

/** What git says has changed in the recordings. */
async function fixtures(): Promise<string> {
  const root = `${import.meta.dirname}/../..`;
  const argv = ["git", "-C", root, "status", "--porcelain", "fixtures"];
  return (await mustRun(argv)).stdout;
}

// A process may be gone between being listed and being read.
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function childWith(pid: number, word: string): number | undefined {
  return childrenOf(pid).find((child) => read(`/proc/${child}/cmdline`).includes(word));
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
