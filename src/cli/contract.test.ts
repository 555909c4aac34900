import { describe, expect, test } from "bun:test";
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
    [["replay", "/dev/null"], 'poddoctor: "/dev/null" cannot be read: it is no file\n'],
    [["replay", executable], `poddoctor: "${executable}" cannot be read: it has more than 25165824 bytes\n`],
  ])("2: %j", async (args, message) => {
    const { status, stdout, stderr } = await run([executable, ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toBe(`${message}Try: poddoctor --help\n`);
  });
});

test("replay finds the account that was asked about, and takes units by name", async () => {
  using folder = temporaryFolder();
  const path = await writeRecording(folder.path, { uid: 0, paths: { "/var/lib/systemd/linger/anna": "" } });
  const account = { name: "podder", uid: 1001, home: "/home/podder" };
  const { stdout } = await run([executable, "replay", path, "pod", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ account });
  const { status, stderr } = await run([executable, "replay", path, "pdo"]);
  expect(status).toBe(2);
  expect(stderr).toStartWith('poddoctor: there is no unit "pdo"; did you mean pod.service?');
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
