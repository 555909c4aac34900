import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { commandEnvironment, toolDirectories } from "./environment.ts";
import type { Exited, Identity } from "./host.ts";
import { LiveHost } from "./live.ts";
import { findTool } from "./run-command.ts";

const isRoot = process.getuid?.() === 0;
const host = new LiveHost({ timeoutMs: 10_000 });
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "poddoctor-host-"));
  execFileSync("chmod", ["755", folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], options: Parameters<LiveHost["run"]>[1] = {}): Promise<Exited> {
  const answer = await host.run(argv, options);
  if (answer.outcome !== "exited") throw new Error(answer.detail);
  return answer;
}

/** Processes of this machine with such a command line. */
function running(command: string): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() === command;
    } catch {
      return false;
    }
  });
}

describe("a command on the live host", () => {
  test("is answered with exit status, output and error", async () => {
    expect(await run(["sh", "-c", "echo out; echo err >&2; exit 3"])).toEqual({
      outcome: "exited",
      exit: 3,
      stdout: "out\n",
      stderr: "err\n",
      truncated: false,
    });
  });

  test.each([
    ["the command itself", ["sleep", "4.01"], "sleep 4.01"],
    ["a grandchild that keeps the pipe", ["sh", "-c", "sleep 4.02 & wait"], "sleep 4.02"],
    ["a grandchild whose parent has gone", ["sh", "-c", "sleep 4.03 & exit 0"], "sleep 4.03"],
  ])("is given up at its time limit, and killed: %s", async (_, argv, left) => {
    const begun = performance.now();
    const answer = await host.run(argv, { timeoutMs: 300 });
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(answer).toMatchObject({ outcome: "unanswered", reason: "timeout" });
    await Bun.sleep(100);
    expect(running(left)).toEqual([]);
  });

  test("is given up at its time limit also where a grandchild left its process group", async () => {
    const begun = performance.now();
    const answer = await host.run(["setsid", "--fork", "sleep", "2.04"], { timeoutMs: 300 });
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(answer).toMatchObject({ outcome: "unanswered", reason: "timeout" });
  });

  test("is waited for while it computes, and given up where it computes for ever", async () => {
    const computing = 'trap "echo done; exit" USR1; (sleep 0.9; kill -USR1 $$) & while :; do :; done';
    expect(await host.run(["sh", "-c", computing], { timeoutMs: 300 })).toMatchObject({ exit: 0, stdout: "done\n" });
    const begun = performance.now();
    const forever = await host.run(["sh", "-c", "while :; do :; done"], { timeoutMs: 200 });
    expect(forever).toMatchObject({ outcome: "unanswered", reason: "timeout" });
    expect(performance.now() - begun).toBeLessThan(4000);
  });

  test("loses what goes past its cap, and says so", async () => {
    expect(await run(["yes"], { maxBytes: 1000 })).toMatchObject({ truncated: true, stdout: "y\n".repeat(500) });
    expect(await run(["head", "-c", "999", "/dev/zero"], { maxBytes: 1000 })).toMatchObject({ truncated: false });
  });

  test.each([
    ["a name that is nowhere", ["poddoctor-no-such-tool"], "missing-tool"],
    ["a path that is not there", ["/nonexistent/tool"], "missing-tool"],
    ["a file that may not be run", ["/etc/passwd"], "denied"],
  ] as const)("has no answer for %s", async (_, argv, reason) => {
    expect(await host.run([...argv])).toMatchObject({ outcome: "unanswered", reason });
  });

  test.each([
    ["TERM", 143],
    ["KILL", 137],
    ["HUP", 129],
    ["SEGV", 139],
    ["ABRT", 134],
  ])("that ended by SIG%s exits with %i, as a shell counts", async (signal, exit) => {
    expect((await run(["sh", "-c", `kill -${signal} $$`])).exit).toBe(exit);
  });

  test("has its environment given whole: nothing of the caller's comes through", async () => {
    process.env["PODDOCTOR_LEAK"] = "1";
    process.env["LD_LIBRARY_PATH"] = "/tmp";
    try {
      const { stdout } = await run(["env", "-0"], { environment: { MINE: "a\nb" } });
      const seen = Object.fromEntries(
        stdout
          .split("\0")
          .filter(Boolean)
          .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
      );
      const { username, uid, homedir } = userInfo();
      expect(seen).toEqual(commandEnvironment({ name: username, uid, home: homedir }, { MINE: "a\nb" }));
      expect(seen).toMatchObject({ LC_ALL: "C.UTF-8", XDG_RUNTIME_DIR: `/run/user/${uid}`, PAGER: "cat" });
    } finally {
      delete process.env["PODDOCTOR_LEAK"];
      delete process.env["LD_LIBRARY_PATH"];
    }
  });

  test("is looked for in fixed folders, whatever PATH says", () => {
    const before = process.env["PATH"];
    writeFileSync(join(folder, "env"), "#!/bin/sh\n", { mode: 0o755 });
    process.env["PATH"] = folder;
    try {
      expect(toolDirectories).toContain(findTool("env")?.replace(/\/env$/, "") as never);
    } finally {
      process.env["PATH"] = before;
    }
  });

  test("runs in / and reads nothing from the terminal", async () => {
    expect((await run(["sh", "-c", "pwd; cat"])).stdout).toBe("/\n");
  });
});

describe("a file on the live host", () => {
  const at = (name: string) => join(folder, name);

  beforeAll(() => {
    writeFileSync(at("plain"), "text\n");
    writeFileSync(at("binary"), new Uint8Array([0, 255, 254, 10]));
    mkdirSync(at("folder"));
    symlinkSync("plain", at("link"));
    symlinkSync("nowhere", at("dangling"));
    symlinkSync("loop", at("loop"));
    execFileSync("mkfifo", [at("fifo")]);
    symlinkSync("fifo", at("link-to-fifo"));
    writeFileSync(at("huge"), "");
    truncateSync(at("huge"), 20 * 1024 * 1024);
    writeFileSync(at("odd\nname"), "");
  });

  test.each([
    ["plain", { outcome: "read", bytes: new TextEncoder().encode("text\n") }],
    ["link", { outcome: "read", bytes: new TextEncoder().encode("text\n") }],
    ["binary", { outcome: "read", bytes: new Uint8Array([0, 255, 254, 10]) }],
    ["odd\nname", { outcome: "read", bytes: new Uint8Array() }],
    ["absent", { outcome: "absent" }],
    ["dangling", { outcome: "absent" }],
    ["plain/below-a-file", { outcome: "absent" }],
    ["folder", { outcome: "unanswered", reason: "not-regular" }],
    ["fifo", { outcome: "unanswered", reason: "not-regular" }],
    ["link-to-fifo", { outcome: "unanswered", reason: "not-regular" }],
    ["huge", { outcome: "unanswered", reason: "too-large" }],
    ["loop", { outcome: "unanswered", reason: "failed" }],
  ])("%j is read, or is not, without waiting", async (name, answer) => {
    const begun = performance.now();
    expect(await host.read(at(name))).toMatchObject(answer);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test("a device is not read", async () => {
    expect(await host.read("/dev/zero")).toMatchObject({ reason: "not-regular" });
    expect(await host.stat("/dev/zero")).toMatchObject({ kind: "character-device" });
  });

  test("a file below /proc, which says that it is empty, is read", async () => {
    expect(await host.read("/proc/1/comm")).toMatchObject({ outcome: "read" });
    expect((await host.read("/proc/stat")) as object).not.toHaveProperty("bytes.length", 0);
  });

  test("a link is a link, and with `follow` what it leads to", async () => {
    expect(await host.stat(at("link"))).toMatchObject({ kind: "symlink", target: "plain" });
    expect(await host.stat(at("link"), { follow: true })).toMatchObject({ kind: "file", size: 5 });
    expect(await host.stat(at("dangling"))).toMatchObject({ kind: "symlink", target: "nowhere" });
    expect(await host.stat(at("dangling"), { follow: true })).toEqual({ outcome: "absent" });
    expect(await host.stat(at("loop"), { follow: true })).toMatchObject({ outcome: "unanswered" });
  });

  test("a folder is listed by name, with what each thing is", async () => {
    const listing = await host.list(folder);
    if (listing.outcome !== "listed") throw new Error(listing.outcome);
    const kinds = Object.fromEntries(listing.entries.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({ fifo: "fifo", folder: "directory", link: "symlink", "odd\nname": "file" });
    const names = listing.entries.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(await host.list(at("absent"))).toEqual({ outcome: "absent" });
    expect(await host.list(at("plain"))).toEqual({ outcome: "absent" });
  });
});

/** Nobody's account: root takes on its ids, and needs no entry for it. */
const somebody: Identity = {
  name: "somebody",
  uid: 54_321,
  gid: 54_322,
  groups: [54_322, 54_323],
  home: "/nonexistent",
};

describe.skipIf(!isRoot)("as another user, when root asks", () => {
  const at = (name: string) => join(folder, name);
  const as = { as: somebody };

  beforeAll(() => {
    writeFileSync(at("of-roots"), "secret", { mode: 0o600 });
    symlinkSync(at("of-roots"), at("planted"));
    mkdirSync(at("closed"), { mode: 0o700 });
    writeFileSync(join(at("closed"), "inside"), "secret");
  });

  test("a command has that user's uid, gid and groups, and no other", async () => {
    const { stdout } = await run(
      ["sh", "-c", "id -u; id -g; id -G; grep -E '^(Uid|Gid|Groups):' /proc/self/status"],
      as,
    );
    expect(stdout.split("\n").map((line) => line.replace(/\s+/g, " ").trim())).toEqual([
      "54321",
      "54322",
      "54322 54323",
      "Uid: 54321 54321 54321 54321",
      "Gid: 54322 54322 54322 54322",
      "Groups: 54322 54323",
      "",
    ]);
  });

  test("a command has that user's environment, with its runtime directory, and opens no session", async () => {
    const { stdout } = await run(["env"], as);
    expect(stdout).toContain("XDG_RUNTIME_DIR=/run/user/54321\n");
    expect(stdout).toContain("HOME=/nonexistent\n");
    expect(stdout).toContain("USER=somebody\n");
    expect(stdout).not.toContain("XDG_SESSION_ID");
    expect(stdout).not.toContain("SUDO_");
  });

  test("a time limit holds for it, too", async () => {
    const answer = await host.run(["sh", "-c", "sleep 4.05 & wait"], { ...as, timeoutMs: 300 });
    expect(answer).toMatchObject({ reason: "timeout" });
    await Bun.sleep(100);
    expect(running("sleep 4.05")).toEqual([]);
  });

  test.each(["of-roots", "planted", "closed/inside"])("%s is denied to it, and root reads it", async (name) => {
    expect(await host.read(at(name), as)).toMatchObject({ outcome: "unanswered", reason: "denied" });
    expect(await host.read(at(name))).toMatchObject({ outcome: "read" });
  });

  test("a closed folder is denied to it, what lies outside is not", async () => {
    expect(await host.list(at("closed"), as)).toMatchObject({ reason: "denied" });
    expect(await host.stat(at("closed/inside"), as)).toMatchObject({ reason: "denied" });
    expect(await host.read(at("plain"), as)).toMatchObject({ outcome: "read" });
  });

  test("root is root again afterwards, also after many questions at once", async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => host.read(at(index % 2 ? "of-roots" : "plain"), index % 3 ? as : {})),
    );
    expect([process.geteuid?.(), process.getegid?.()]).toEqual([0, 0]);
    expect(await host.read(at("of-roots"))).toMatchObject({ outcome: "read" });
  });
});

describe.skipIf(isRoot)("as another user, when somebody else asks", () => {
  test("a command is denied, with a word about root", async () => {
    expect(await host.run(["id"], { as: somebody })).toMatchObject({
      reason: "denied",
      detail: "only root may ask as somebody",
    });
  });
});
