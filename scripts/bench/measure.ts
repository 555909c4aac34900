import { cpus } from "node:os";
import { join } from "node:path";
import type { DiagnosisDocument } from "../../src/diagnosis/document.ts";
import { compile } from "../build.ts";
import { PODDOCTOR } from "../lab/diagnosis.ts";
import type { Lab } from "../lab/lab.ts";
import { Gauge, type Measured, runRound } from "./gauge.ts";
import type { Program, Questions } from "./protocol.ts";
import { bootScene, EMPTY, type Scene } from "./scene.ts";
import type { Spread } from "./spread.ts";

/** The numbers of pod units of one account, and of accounts with one pod each, with which a diagnosis is measured. */
const unitCounts = [1, 50, 500] as const;
const userCounts = [1, 10, 50] as const;

/** A command that a diagnosis waits for, alone. */
export interface Command {
  readonly argv: readonly string[];
  readonly milliseconds: Spread;
}

/** A diagnosis as the user, and the commands that it runs. */
export interface OfUnits {
  readonly count: number;
  readonly poddoctor: Measured;
  readonly questions: Questions;
  /** The slowest first. */
  readonly commands: readonly Command[];
  /** `systemd-analyze --user verify` of the same units. */
  readonly verify: Measured;
}

/** A diagnosis of every account as root. */
export interface OfUsers {
  readonly count: number;
  readonly poddoctor: Measured;
  /** How many commands it runs. */
  readonly commands: number;
}

export interface Measurements {
  readonly at: Date;
  readonly seconds: number;
  readonly rounds: number;
  readonly processors: number;
  readonly versions: Readonly<Record<"poddoctor" | "bun" | "systemd" | "podman", string>>;
  readonly empty: Measured;
  readonly version: Measured;
  readonly explain: Measured;
  readonly podmanInfo: Measured;
  readonly units: readonly OfUnits[];
  readonly users: readonly OfUsers[];
}

export interface MeasureOptions {
  /** The executable of poddoctor. */
  readonly binary: string;
  /** How long the rounds may take; there are at least three. */
  readonly minutes: number;
}

/** Fewer have no middle. Memory is looked at in these alone: the peak hardly differs from one to the next. */
const leastRounds = 3;

/**
 * Boots the hosts, all of them before anything is measured, and runs every program of every host in each round.
 *
 * @throws where a host is not as it has to be, or a program does not run
 */
export async function measure(lab: Lab, { binary, minutes }: MeasureOptions): Promise<Measurements> {
  const begun = Date.now();
  const folder = join(lab.scratch, "bench");
  for (const name of ["empty", "probe"]) await compile(join(import.meta.dirname, `${name}.ts`), join(folder, name));
  const boot = (units: number, users: number) => bootScene(lab, { units, users, binary, folder });
  const first = await boot(1, 1);
  const aside = await boot(1, 1);
  const withUnits = { 1: first, 50: await boot(50, 1), 500: await boot(500, 1) };
  const withUsers = { 1: first.asRoot(), 10: (await boot(1, 10)).asRoot(), 50: (await boot(1, 50)).asRoot() };

  const gauges: Gauge[] = [];
  const gauge = (scene: Scene, program: Program, weighed = true): Gauge => {
    const made = new Gauge(scene, program, weighed);
    gauges.push(made);
    return made;
  };
  const empty = gauge(first, { argv: [EMPTY] });
  const version = gauge(first, { argv: [PODDOCTOR, "--version"] });
  const explain = gauge(first, { argv: [PODDOCTOR, "explain", "linger-not-enabled"] });
  // It creates state: on a host of which nothing else is asked.
  const podmanInfo = gauge(aside, { argv: ["podman", "info"] });
  const ofUnits = [];
  for (const count of unitCounts) {
    const scene = withUnits[count];
    await requireUnits(scene, count);
    const questions = await scene.questions([]);
    const commands = questions.commands.map((command) => gauge(scene, command, isVerify(command)));
    ofUnits.push({ count, questions, commands, poddoctor: gauge(scene, { argv: [PODDOCTOR] }) });
  }
  const ofUsers = [];
  for (const count of userCounts) {
    const scene = withUsers[count];
    await requireUsers(scene, count);
    const { commands } = await scene.questions(["--all-users"]);
    ofUsers.push({ count, commands: commands.length, poddoctor: gauge(scene, { argv: [PODDOCTOR, "--all-users"] }) });
  }
  console.error(`bench: the hosts are up after ${seconds(begun)} s`);
  const end = Date.now() + minutes * 60_000;
  let rounds = 0;
  for (; rounds < leastRounds || Date.now() < end; rounds += 1) {
    await runRound(gauges, rounds, rounds < leastRounds);
    console.error(`bench: ${rounds + 1} rounds after ${seconds(begun)} s`);
  }

  return {
    at: new Date(begun),
    rounds,
    processors: cpus().length,
    versions: await versionsOf(aside),
    empty: empty.measured,
    version: version.measured,
    explain: explain.measured,
    podmanInfo: podmanInfo.measured,
    units: ofUnits.map(({ count, questions, commands, poddoctor }) => ({
      count,
      questions,
      poddoctor: poddoctor.measured,
      commands: commands
        .map(({ program, milliseconds }) => ({ argv: program.argv, milliseconds }))
        .sort((a, b) => b.milliseconds.median - a.milliseconds.median),
      verify: verifyAmong(commands).measured,
    })),
    users: ofUsers.map(({ count, commands, poddoctor }) => ({ count, commands, poddoctor: poddoctor.measured })),
    seconds: seconds(begun),
  };
}

function seconds(begun: number): number {
  return Math.round((Date.now() - begun) / 1000);
}

function isVerify({ argv }: Program): boolean {
  return argv[0]?.endsWith("/systemd-analyze") === true && argv.includes("verify");
}

function verifyAmong(commands: readonly Gauge[]): Gauge {
  const found = commands.find(({ program }) => isVerify(program));
  if (found === undefined) throw new Error("a diagnosis runs no systemd-analyze verify");
  return found;
}

/** What is not so would be measured all the same, and mean nothing. */
async function requireUnits(scene: Scene, count: number): Promise<void> {
  const document = JSON.parse(await scene.text([PODDOCTOR, "--json"])) as DiagnosisDocument;
  const units = new Set(document.results.map(({ subject }) => subject).filter((name) => name.endsWith(".service")));
  requireStarting([document]);
  if (units.size !== count) throw new Error(`${units.size} units were diagnosed, not ${count}`);
}

async function requireUsers(scene: Scene, count: number): Promise<void> {
  const text = await scene.text([PODDOCTOR, "--all-users", "--json"]);
  const { diagnoses } = JSON.parse(text) as { diagnoses: readonly DiagnosisDocument[] };
  requireStarting(diagnoses);
  if (diagnoses.length !== count) throw new Error(`${diagnoses.length} accounts were diagnosed, not ${count}`);
}

function requireStarting(diagnoses: readonly DiagnosisDocument[]): void {
  for (const { verdict } of diagnoses)
    if (verdict.nextBoot !== "will-start") throw new Error(`a host is not healthy: ${verdict.sentence}`);
}

async function versionsOf(scene: Scene): Promise<Measurements["versions"]> {
  const word = async (argv: readonly string[]) => /\d\S*/.exec(await scene.text(argv))?.[0] ?? "?";
  return {
    poddoctor: await word([PODDOCTOR, "--version"]),
    bun: Bun.version,
    systemd: await word(["systemctl", "--version"]),
    podman: await word(["podman", "--version"]),
  };
}
