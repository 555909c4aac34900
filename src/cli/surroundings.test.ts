import { describe, expect, test } from "bun:test";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../version.ts";
import { executable, run, runOnTerminal, temporaryFolder, writeRecording } from "./testing/executable.ts";

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

  test("is waited for with a spinner on a terminal, which leaves nothing behind", async () => {
    const { written } = await runOnTerminal([...hung, "--timeout", "0.6", "--quiet"], {
      PATH: "/usr/sbin:/usr/bin:/bin",
    });
    const [spinner, ...sentence] = written.split("\r\x1b[K");
    expect(spinner).toMatch(/^(\r[|/\\-] checks: \d+ of \d+\x1b\[K)+$/);
    expect(sentence.join("")).toEndWith(".\r\n");
    expect(sentence.join("")).not.toContain("\x1b");
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
