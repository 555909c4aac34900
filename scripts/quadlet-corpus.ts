/**
 * Holds the quadlet checks against a folder of quadlets and a generator of podman's: every file that the generator
 * makes no unit of must be named, and none that it takes may be accused.
 *
 *     bun scripts/quadlet-corpus.ts FOLDER GENERATOR VERSION
 *
 * FOLDER: e.g. test/e2e/quadlet of https://github.com/containers/podman. GENERATOR: /usr/libexec/podman/quadlet of a
 * tree of the boot lab. Each file is tried alone (podman's own tests do so), and all of them in one folder.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { quadletBadReference } from "../checks/quadlet/quadlet-bad-reference.ts";
import { quadletInvalidServiceKeys } from "../checks/quadlet/quadlet-invalid-service-keys.ts";
import { quadletOneBadFileKillsDirectory } from "../checks/quadlet/quadlet-one-bad-file-kills-directory.ts";
import { quadletUnknownKeyOrSection } from "../checks/quadlet/quadlet-unknown-key-or-section.ts";
import { quadletUnsupportedPodman } from "../checks/quadlet/quadlet-unsupported-podman.ts";
import type { Finding } from "../src/diagnosis/check.ts";
import type { Learning } from "../src/facts/fact.ts";
import type { FactValues } from "../src/facts/index.ts";
import { kindOf } from "../src/facts/quadlet/known-keys.ts";
import { learnQuadlets } from "../src/facts/quadlet/quadlets.ts";
import type { Host } from "../src/host/host.ts";

const refusals = [
  quadletUnsupportedPodman,
  quadletOneBadFileKillsDirectory,
  quadletUnknownKeyOrSection,
  quadletInvalidServiceKeys,
  quadletBadReference,
];
const [corpus, program, version] = process.argv.slice(2);
if (corpus === undefined || program === undefined || version === undefined) {
  console.error("usage: quadlet-corpus FOLDER GENERATOR VERSION");
  process.exit(2);
}
const generator = resolve(program);
const scratch = mkdtempSync(join(tmpdir(), "poddoctor-quadlets-"));

interface Count {
  readonly files: number;
  readonly refused: readonly string[];
  readonly unnamed: readonly string[];
  readonly accused: readonly string[];
  readonly byCheck: ReadonlyMap<string, number>;
}

/** The generator and our checks on one folder. */
async function tryFolder(folder: string): Promise<Count> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => kindOf(name) !== undefined)
    .map((name) => join(folder, name));
  const run = spawnSync(generator, ["-user", "-dryrun"], {
    env: { QUADLET_UNIT_DIRS: folder, HOME: scratch },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  // What it took is read from its units alone, not by the code that is on trial.
  const taken = new Set([...run.stdout.matchAll(/^SourcePath=(.*)$/gm)].map((match) => match[1] ?? ""));
  const refused = files.filter((path) => !taken.has(path));
  const absent = { outcome: "absent" } as const;
  const host: Host = {
    run: async () => ({
      outcome: "exited",
      exit: run.status ?? 1,
      stdout: run.stdout,
      stderr: run.stderr,
      truncated: false,
    }),
    read: async (path) => (existsSync(path) ? { outcome: "read", bytes: readFileSync(path) } : absent),
    stat: async () => ({ outcome: "present", kind: "file", mode: 0o755, uid: 0, gid: 0, size: 1, modifiedMs: 0 }),
    list: async (path) =>
      path === "/home/podder/.config/containers/systemd"
        ? { outcome: "listed", entries: files.map((file) => ({ name: basename(file), kind: "file" })) }
        : absent,
    caller: () => ({ uid: 0, environment: {} }),
    now: () => new Date(0),
  };
  const account = { name: "podder", uid: 1001, home: "/home/podder", runtimeDirectory: "/run/user/1001" };
  const values = {
    account,
    platform: { podmanVersion: version, systemdVersion: 257 },
    userManager: { answers: false, because: "" },
  } as unknown as FactValues;
  const learning = {
    host,
    request: { units: [] },
    fact: async (name: keyof FactValues) => ({ known: true, value: values[name] }),
  } as unknown as Learning;
  const quadlets = await learnQuadlets(learning);
  if (!quadlets.known) throw new Error(quadlets.why.detail);
  const facts = {
    ...values,
    quadlets: quadlets.value,
    podUnits: { units: [], quadlets: [], missing: [] },
    bootGraph: { defaultTarget: "default.target", reached: new Map(), links: [] },
  } as unknown as FactValues;
  const named = new Set<string>();
  const byCheck = new Map<string, number>();
  for (const check of refusals) {
    const found = check.judge(facts);
    for (const { status, subject, evidence } of (Array.isArray(found) ? found : [found]) as readonly Finding[]) {
      if (status !== "fail" && status !== "warn") continue;
      if (subject !== account.name) named.add(subject);
      for (const line of evidence.flatMap(({ lines }) => lines)) {
        for (const name of /^lost: (.*)$/.exec(line)?.[1]?.split(", ") ?? []) named.add(name);
      }
      byCheck.set(check.id, (byCheck.get(check.id) ?? 0) + 1);
    }
  }
  const names = files.map((path) => basename(path));
  return {
    files: files.length,
    refused: refused.map((path) => basename(path)),
    unnamed: refused.map((path) => basename(path)).filter((name) => !named.has(name)),
    accused: [...named].filter((name) => !names.includes(name) || !refused.some((path) => basename(path) === name)),
    byCheck,
  };
}

function tell(what: string, counts: readonly Count[]): boolean {
  const sum = (of: (count: Count) => number) => counts.reduce((total, count) => total + of(count), 0);
  const all = (of: (count: Count) => readonly string[]) => counts.flatMap(of);
  console.log(
    `${what}: ${sum(({ files }) => files)} files, ${sum(({ refused }) => refused.length)} refused, ${all(({ unnamed }) => unnamed).length} of them not named, ${all(({ accused }) => accused).length} accused that are taken`,
  );
  const checks = new Map<string, number>();
  for (const { byCheck } of counts) for (const [id, number] of byCheck) checks.set(id, (checks.get(id) ?? 0) + number);
  for (const [id, number] of checks) console.log(`  ${id}: ${number}`);
  for (const name of all(({ unnamed }) => unnamed)) console.log(`  NOT NAMED ${name}`);
  for (const name of all(({ accused }) => accused)) console.log(`  ACCUSED   ${name}`);
  return all(({ unnamed }) => unnamed).length + all(({ accused }) => accused).length === 0;
}

try {
  const source = resolve(corpus);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => kindOf(name) !== undefined);
  const alone: Count[] = [];
  for (const [index, name] of files.entries()) {
    const folder = join(scratch, `alone-${index}`);
    mkdirSync(folder);
    cpSync(join(source, name), join(folder, basename(name)), { verbatimSymlinks: true });
    if (existsSync(join(source, `${name}.d`)))
      cpSync(join(source, `${name}.d`), join(folder, `${basename(name)}.d`), { recursive: true });
    alone.push(await tryFolder(folder));
  }
  const together = join(scratch, "together");
  cpSync(source, together, { recursive: true, verbatimSymlinks: true });
  const all = await tryFolder(together);
  // podman 5.4.2 crashes at some Mount= lines, alone or beside others, and that hides all the rest.
  const crashing = all.byCheck.has("quadlet-one-bad-file-kills-directory")
    ? files.filter((name) => /^Mount=/m.test(readFileSync(join(source, name), "utf8")))
    : [];
  for (const name of crashing) rmSync(join(together, name));
  const rest = await tryFolder(together);
  const well = [
    tell("each file alone", alone),
    tell("all in one folder", [all]),
    tell(`the same without ${crashing.join(", ") || "any"}`, [rest]),
  ];
  process.exitCode = well.every(Boolean) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
