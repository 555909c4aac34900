import { describe, expect, test } from "bun:test";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../version.ts";
import { executable, run, runOnTerminal, temporaryFolder, writeRecording } from "./testing/executable.ts";

const linger = "/var/lib/systemd/linger/podder";
const noLinger = { paths: { [linger]: undefined } };
const unseen = { paths: { [linger]: { denied: true } } } as const;

describe("exit status", () => {
  test.each([
    ["0: nothing fails", {}, 0],
    ["1: a check fails", noLinger, 1],
    ["3: what matters could not be seen", unseen, 3],
  ] as const)("%s", async (_, changes, status) => {
    using folder = temporaryFolder();
    const path = await writeRecording(folder.path, changes);
    for (const options of [[], ["--json"], ["--quiet"], ["--verbose"]]) {
      const outcome = await run([executable, "replay", path, ...options]);
      expect(outcome).toMatchObject({ status, stderr: "" });
    }
  });

  test.each([
    [["--jsn"], 'poddoctor: there is no option "--jsn"; did you mean --json?\n'],
    [["--user"], "poddoctor: --user needs a value: --user NAME\n"],
    [
      ["--only", "lingr-not-enabled"],
      'poddoctor: there is no check "lingr-not-enabled"; did you mean linger-not-enabled?\n',
    ],
    [["explain", "constructor"], 'poddoctor: there is no check "constructor"\n'],
    [["list", "pods"], 'poddoctor: list takes no "pods"\n'],
    [["chek"], 'poddoctor: there is no command or unit "chek"; did you mean check?\n'],
    [["--user", "no-such-account-here"], 'poddoctor: there is no user "no-such-account-here" on this host\n'],
    [["replay", "/no/such/file"], 'poddoctor: there is no file "/no/such/file"\n'],
    [["replay", "/dev/null"], 'poddoctor: "/dev/null" cannot be read\n'],
    [["replay", executable], `poddoctor: "${executable}" cannot be read\n`],
  ])("2: %j", async (args, message) => {
    const { status, stdout, stderr } = await run([executable, ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe(`${message}Try: poddoctor --help\n`);
  });
});

describe("standard output", () => {
  test("is one JSON document and nothing else", async () => {
    using folder = temporaryFolder();
    const path = await writeRecording(folder.path, noLinger);
    const { stdout } = await run([executable, "replay", path, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "poddoctor/diagnosis/1",
      poddoctor: { version },
      at: "2026-11-23T09:00:00.000Z",
      host: { name: "web1", systemd: 257, podman: "5.4.2" },
      account: { name: "podder", uid: 1001, home: "/home/podder" },
      verdict: { nextBoot: "will-not-start", causes: [{ check: "linger-not-enabled", subject: "podder" }] },
      counts: { fail: 1, skipped: 0 },
    });
  });

  test("survives a reader that leaves", async () => {
    using folder = temporaryFolder();
    const path = await writeRecording(folder.path, noLinger);
    const script = `{ "$1" replay "$2" --json; echo "$?" >&2; } | head -1; { sleep 0.2; "$1" replay "$2"; echo "$?" >&2; } | true`;
    const { stdout, stderr } = await run(["sh", "-c", script, "sh", executable, path]);
    expect({ stdout, stderr }).toEqual({ stdout: "{\n", stderr: "1\n1\n" });
  });

  test("is help and version, where they are asked for, in 80 columns", async () => {
    expect(await run([executable, "--version"])).toEqual({ status: 0, stdout: `poddoctor ${version}\n`, stderr: "" });
    expect(await run([executable, "list", "--version"])).toMatchObject({ status: 0, stdout: `poddoctor ${version}\n` });
    for (const args of [["-h"], ["explain", "--help"], ["list", "-h"], ["replay", "-h"], ["list"]]) {
      const { status, stdout, stderr } = await run([executable, ...args]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      for (const line of stdout.split("\n")) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(80);
    }
  });

  test("holds no colour and no symbols that the locale lacks", async () => {
    using folder = temporaryFolder();
    const path = await writeRecording(folder.path, noLinger);
    expect((await run([executable, "replay", path])).stdout).not.toContain("\x1b");
    expect((await run([executable, "replay", path, "--color=always"])).stdout).toContain("\x1b[31m");
    for (const environment of [{ LANG: "C" }, { LANG: "" }, { LC_ALL: "POSIX" }])
      expect((await run([executable, "replay", path], { environment })).stdout).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

describe("on a terminal", () => {
  const colour = "\x1b[1m";
  test.each([
    ["colours", {}, [], true],
    ["obeys NO_COLOR", { NO_COLOR: "1" }, [], false],
    ["takes an empty NO_COLOR for none", { NO_COLOR: "" }, [], true],
    ["obeys TERM=dumb", { TERM: "dumb" }, [], false],
    ["obeys --color=never", {}, ["--color=never"], false],
    ["lets --color=always win over NO_COLOR", { NO_COLOR: "1" }, ["--color=always"], true],
  ] as const)("%s", async (_, environment, options, coloured) => {
    const { status, written } = await runOnTerminal(
      [executable, "explain", "linger-not-enabled", ...options],
      environment,
    );
    expect(status).toBe(0);
    expect(written).toContain("Lingering is enabled");
    expect(written.includes(colour)).toBe(coloured);
  });
});

describe("hostile words", () => {
  const names = {
    newline: "pod\n✔ all is well",
    escape: "pod\x1b[2J\x1b]0;owned\x07",
    bidi: "pod\u202ecod",
    long: "x".repeat(4096),
  };

  test.each(Object.entries(names))("%s as a unit", async (_, name) => {
    const { status, stdout, stderr } = await run([executable, name, `${name}.service`]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^poddoctor: there is no unit "[^\n]{1,70}\nTry: poddoctor --help\n$/);
    expect(stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  test.each(Object.entries(names))("%s as the name of a unit on disk", async (kind, name) => {
    using folder = temporaryFolder();
    const path = await writeRecording(folder.path, { ...noLinger, unitName: `${name.slice(0, 240)}.service` });
    const { stdout } = await run([executable, "replay", path, "--verbose"]);
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(stdout).not.toMatch(/^✔ all is well/m);
    for (const line of stdout.split("\n")) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(80);
    if (kind === "long") expect(stdout).toContain("x…x");
  });
});

/** A machine on which every look at an account hangs: a name space of mounts hides the real tool. */
const hanging = `mount -t tmpfs none /usr/local/sbin && printf '#!/bin/sh\\nsleep 31.4 & wait\\n' > /usr/local/sbin/getent \\
  && chmod 755 /usr/local/sbin/getent && exec "$@"`;
const isRoot = process.getuid?.() === 0;
const mayMount = isRoot && Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"]).exitCode === 0;

describe.skipIf(!mayMount)("a tool that hangs (as root, in a mount name space)", () => {
  const hung = ["unshare", "-m", "sh", "-c", hanging, "sh", executable];

  const sleepers = async () => (await run(["pgrep", "-f", "^sleep 31.4"])).stdout;
  // A process that was killed takes a moment to be gone.
  const isGone = async (deadline = Date.now() + 2000): Promise<boolean> => {
    if ((await sleepers()) === "") return true;
    await Bun.sleep(20);
    return Date.now() < deadline && isGone(deadline);
  };

  test("is given up after --timeout, with all that it started", async () => {
    const started = performance.now();
    const { status, stdout } = await run([...hung, "--timeout", "0.3", "--json"]);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(JSON.parse(stdout)).toMatchObject({ schema: "poddoctor/diagnosis/1" });
    expect([1, 3]).toContain(status);
    expect(await isGone()).toBe(true);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s ends it at once, with all that it started", async (signal, expected) => {
    const child = Bun.spawn(hung, { cwd: "/", stdin: "ignore", stdout: "pipe", stderr: "pipe" });
    while ((await sleepers()) === "") await Bun.sleep(20);
    child.kill(signal);
    const [stdout, stderr, status] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
    expect({ stdout, stderr, status }).toEqual({ stdout: "", stderr: "", status: expected });
    expect(await isGone()).toBe(true);
  });
});

describe("surroundings", () => {
  test.skipIf(!isRoot)("a working directory that the user may not enter (as root)", async () => {
    using folder = temporaryFolder();
    const script = `chmod 700 . && exec setpriv --reuid=65534 --regid=65534 --clear-groups "$1" list --json`;
    const copy = join(tmpdir(), `poddoctor-${process.pid}`);
    copyFileSync(executable, copy);
    try {
      const outcome = await run(["sh", "-c", script, "sh", copy], { cwd: folder.path });
      expect(outcome).toMatchObject({ status: 0, stderr: "" });
    } finally {
      rmSync(copy);
    }
  });

  test("a working directory that was deleted", async () => {
    using folder = temporaryFolder();
    const script = `mkdir gone && cd gone && rmdir ../gone && "$1" --version && "$1" list --json`;
    const { status, stdout, stderr } = await run(["sh", "-c", script, "sh", executable], { cwd: folder.path });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toStartWith(`poddoctor ${version}\n{\n`);
  });

  test("a relative file, from where the caller stands", async () => {
    using folder = temporaryFolder();
    await writeRecording(folder.path);
    const script = `cd "$2" && "$1" replay recording.json --quiet; cd / && env -u PWD sh -c 'cd "$2"; unset PWD; "$1" replay recording.json --quiet; :' sh "$1" "$2"`;
    const { stdout, stderr } = await run(["sh", "-c", script, "sh", executable, folder.path]);
    expect({ stdout, stderr }).toEqual({ stdout: "pod.service will start at the next boot.\n".repeat(2), stderr: "" });
  });

  test("neither .env nor bunfig.toml of the working directory is read", async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "bunfig.toml"), 'preload = ["./evil.ts"]\n');
    writeFileSync(join(folder.path, "evil.ts"), 'console.log("evil");\n');
    writeFileSync(join(folder.path, ".env"), "NO_COLOR=1\nLC_ALL=C\n");
    const outcome = await run([executable, "explain", "linger-not-enabled", "--color=always"], { cwd: folder.path });
    expect(outcome).toMatchObject({ status: 0, stderr: "" });
    expect(outcome.stdout).not.toContain("evil");
    expect(await run([executable, "--version"], { cwd: folder.path })).toMatchObject({
      stdout: `poddoctor ${version}\n`,
    });
    const { stdout } = await run([executable, "--help"], { cwd: folder.path });
    expect(stdout).toBe((await run([executable, "--help"])).stdout);
  });

  test("no variable makes another program of it, or runs foreign code", async () => {
    using folder = temporaryFolder();
    const evil = join(folder.path, "evil.ts");
    const written = join(folder.path, "written");
    writeFileSync(evil, 'console.log("evil");\n');
    for (const environment of [
      { BUN_BE_BUN: "1" },
      { BUN_OPTIONS: `--preload=${evil}` },
      { BUN_OPTIONS: "--cwd=/no/such/folder" },
      { BUN_OPTIONS: `--cpu-prof --cpu-prof-dir=${written}` },
      { BUN_INSPECT_PRELOAD: evil },
      { BUN_BYTECODE_ORDER_OUT: written },
      { NODE_OPTIONS: `--require ${evil}` },
      { NODE_ENV: "development" },
    ] as readonly Record<string, string>[]) {
      const outcome = await run([executable, "--version"], { environment });
      expect(outcome).toEqual({ status: 0, stdout: `poddoctor ${version}\n`, stderr: "" });
    }
    expect(await Bun.file(written).exists()).toBe(false);
  });

  test("an empty environment", async () => {
    expect(await run(["env", "-i", executable, "list", "--json"])).toMatchObject({ status: 0, stderr: "" });
  });
});
