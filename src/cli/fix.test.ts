import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { executable, run } from "./testing/executable.ts";
import { machine, mayPretend, unit } from "./testing/mending.ts";

// Many processes each; other work on the machine must not fail them.
setDefaultTimeout(60_000);

describe("what cannot be meant is a usage error", () => {
  test.each([
    [["fix", "--yes", "--dry-run"], "--yes and --dry-run exclude each other"],
    [["--fix", "--yes", "--dry-run"], "--yes and --dry-run exclude each other"],
    [["fix", "--all-users"], "fix works on one account: --user NAME"],
    [["undo", "--all-users"], "undo works on one account: --user NAME"],
    [["undo", "a", "b"], 'undo takes one ID, not also "b"'],
    [["undo", "--install", "x"], "--install goes with fix, not with undo"],
    [["--list"], "--list goes with undo, not with check"],
    [["fix", "--list"], "--list goes with undo, not with fix"],
    [["fix", "--only", "lingr-not-enabled"], 'there is no check "lingr-not-enabled"; did you mean linger-not-enabled?'],
    [["fix", "--install", "/no/such.service", "--yes"], "/no/such.service does not exist"],
    [["fix", "--install", "/etc/passwd", "--dry-run"], "passwd is no name of a unit or of a quadlet"],
    [["fix", "--user", "no-such-account-here"], 'there is no user "no-such-account-here" on this host'],
    [["undo", "no-such-repair"], 'there is no repair "no-such-repair"'],
  ])("%j", async (args, message) => {
    const { status, stdout, stderr } = await run([executable, ...args]);
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr: `poddoctor: ${message}\nTry: poddoctor --help\n`,
    });
  });
});

describe.skipIf(!mayPretend)("fix and undo, as root for another account (in a mount name space)", () => {
  test("--dry-run shows the plan and changes nothing; without a terminal fix does the same and says how to go on", async () => {
    using host = machine();
    const dry = await host.doctor("root", ...host.install, "--dry-run");
    expect(dry).toMatchObject({ status: 1, stderr: "" });
    expect(dry.stdout).toContain("Would be done:");
    expect(dry.stdout).toContain(`  make folder ${host.home}/.config\n`);
    expect(dry.stdout).toContain("  +ExecStart=/usr/bin/podman start web\n");
    const silent = await host.doctor("root", ...host.install);
    expect(silent).toEqual({
      ...dry,
      stderr:
        "poddoctor: nothing was changed: there is no terminal to ask on. Say --yes to do it, --dry-run to only see it\n",
    });
    expect(readdirSync(host.home)).toEqual([]);
    expect(readdirSync(`${host.path}/var`)).toEqual([]);
  });

  test("--yes does it as the account, once; undo takes it back, byte for byte", async () => {
    using host = machine();
    const done = await host.doctor("root", ...host.install, "--yes");
    expect(done).toMatchObject({ status: 1, stderr: "" });
    expect(readFileSync(host.installed, "utf8")).toBe(unit);
    expect(statSync(host.installed)).toMatchObject({ uid: 12_345, gid: 12_345 });
    expect(statSync(`${host.home}/.config`)).toMatchObject({ uid: 12_345, gid: 12_345 });
    const [, id = ""] = /To take this back: {2}poddoctor undo (\S+)/.exec(done.stdout) ?? [];
    const again = await host.doctor("root", ...host.install, "--yes");
    expect(again.stdout).toStartWith("Nothing that poddoctor can mend: nothing was changed.\n");
    expect(readdirSync(`${host.path}/var/poddoctor/repairs`)).toEqual([`${id}.json`]);
    const list = await host.doctor("root", "undo", "--list");
    expect(list).toEqual({ status: 0, stdout: `${id} of anna: install\n`, stderr: "" });
    const unsaid = await host.doctor("root", "undo");
    expect(unsaid).toMatchObject({ status: 3, stdout: "" });
    expect(unsaid.stderr).toContain("nothing was changed");
    const near = await host.doctor("root", "undo", id.replace("anna", "ana"));
    expect(near.stderr).toContain(`did you mean ${id}?`);
    const undone = await host.doctor("root", "undo", "--yes");
    expect(undone).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(host.home)).toEqual([]);
    expect(await host.doctor("root", "undo", "--yes")).toEqual({
      status: 0,
      stdout: "There is no repair to take back.\n",
      stderr: "",
    });
    expect((await host.doctor("root", "undo", "--list")).stdout).toBe(`${id} of anna (taken back): install\n`);
  });

  test("--fix is fix, and --json is one document of either", async () => {
    using host = machine();
    const words = host.install.slice(1);
    const [one, other] = [
      await host.doctor("root", "--fix", ...words, "--json"),
      await host.doctor("root", "fix", ...words, "--json"),
    ];
    const document = JSON.parse(one.stdout);
    expect(document).toMatchObject({
      schema: "poddoctor/repair/1",
      repairs: [{ check: "install", tier: "user", status: "dry-run", steps: [{ as: "user" }, {}, {}, {}, {}, {}] }],
      before: { schema: "poddoctor/diagnosis/1" },
      after: { schema: "poddoctor/diagnosis/1" },
    });
    expect(document).not.toHaveProperty("id");
    const timeless = (text: string) => text.replaceAll(/"at": ".*?"/g, "");
    expect(timeless(other.stdout)).toBe(timeless(one.stdout));
    const done = JSON.parse((await host.doctor("root", "--fix", ...words, "--json", "--yes")).stdout);
    expect(done).toMatchObject({ id: expect.stringMatching(/Z-anna$/), repairs: [{ status: "done" }] });
    writeFileSync(host.installed, "theirs");
    const undone = await host.doctor("root", "undo", "--yes", "--json");
    expect(undone).toMatchObject({ status: 1, stderr: "" });
    expect(JSON.parse(undone.stdout)).toMatchObject({
      schema: "poddoctor/undo/1",
      undone: expect.arrayContaining([
        {
          file: host.installed,
          outcome: "refused",
          detail: `${host.installed} was changed by somebody else meanwhile`,
        },
      ]),
    });
    expect(readFileSync(host.installed, "utf8")).toBe("theirs");
  });

  test("a step that fails is named, what was not tried is counted, and both are in the document", async () => {
    using host = machine();
    mkdirSync(`${host.home}/.config`, { mode: 0o755 });
    const text = await host.doctor("root", ...host.install, "--yes");
    expect(text).toMatchObject({ status: 1, stderr: "" });
    expect(text.stdout).toContain(`  not done: ${host.home}/.config/systemd: permission denied\n`);
    expect(text.stdout).toContain("  not tried: 4 more steps\n");
    const { repairs } = JSON.parse((await host.doctor("root", ...host.install, "--yes", "--json")).stdout);
    expect(repairs).toMatchObject([
      {
        status: "failed",
        detail: `${host.home}/.config/systemd: permission denied`,
        steps: [{ status: "failed" }, { status: "not-tried" }, {}, {}, {}],
      },
    ]);
  });

  test("where the way back cannot be written down nothing is done, and nobody is told of a bug", async () => {
    using host = machine();
    writeFileSync(`${host.path}/var/poddoctor`, "");
    const { status, stdout, stderr } = await host.doctor("root", ...host.install, "--yes");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toContain("not done: the way back cannot be written down: /var/lib/poddoctor/repairs");
    expect(stdout).not.toContain("To take this back");
    expect(readdirSync(host.home)).toEqual([]);
  });

  test("a damaged record is named and hinders no other", async () => {
    using host = machine();
    await host.doctor("root", ...host.install, "--yes");
    writeFileSync(`${host.path}/var/poddoctor/repairs/x.json`, "{");
    const { status, stderr } = await host.doctor("root", "undo", "--yes");
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "poddoctor: /var/lib/poddoctor/repairs/x.json is no record of a repair: left out\n",
    });
    expect(existsSync(host.installed)).toBe(false);
  });

  test("the account does it by itself, with its own state; nobody else's repair is its to take back", async () => {
    using host = machine();
    expect(await host.doctor("anna", ...host.install, "--yes")).toMatchObject({ status: 1, stderr: "" });
    expect(readdirSync(`${host.home}/.local/state/poddoctor/repairs`)).toHaveLength(1);
    expect((await host.doctor("root", "undo", "--list")).stdout).toBe("There is no repair to take back.\n");
    expect(await host.doctor("anna", "undo", "--yes")).toMatchObject({ status: 0, stderr: "" });
    expect(existsSync(host.installed)).toBe(false);
  });
});

describe.skipIf(!mayPretend)("on a terminal each repair is asked for", () => {
  test.each([
    ["y", "y\r", true],
    ["yes", "YES\r", true],
    ["n", "n\r", false],
    ["Enter", "\r", false],
    ["anything else", "yes please\r", false],
    ["the end of input", "\x04", false],
  ])("%s", async (_, answer, isDone) => {
    using host = machine();
    const { status, asked, restored, written } = await host.onTerminal("root", [answer], ...host.install);
    expect({ status, asked, restored }).toEqual({ status: 1, asked: 1, restored: true });
    expect(written).toContain("install: put pod.service in place\n");
    expect(existsSync(host.installed)).toBe(isDone);
  });

  test("Ctrl-C ends it: status 130, the terminal as it was, nothing changed, the lock free", async () => {
    using host = machine();
    const { status, restored } = await host.onTerminal("root", ["\x03"], ...host.install);
    expect({ status, restored }).toEqual({ status: 130, restored: true });
    expect(readdirSync(host.home)).toEqual([]);
    expect((await host.doctor("root", ...host.install, "--yes")).stderr).toBe("");
  });

  test("undo asks once", async () => {
    using host = machine();
    await host.doctor("root", ...host.install, "--yes");
    const no = await host.onTerminal("root", ["n\r"], "undo");
    expect(no).toMatchObject({ status: 3, asked: 1, restored: true });
    expect(existsSync(host.installed)).toBe(true);
    const yes = await host.onTerminal("root", ["y\r"], "undo");
    expect(yes).toMatchObject({ status: 0, asked: 1, restored: true });
    expect(readdirSync(host.home)).toEqual([]);
  });

  test("while one asks, a second is told who is at it, and may look all the same", async () => {
    using host = machine();
    const others: { status: number; stderr: string }[] = [];
    const first = await host.onTerminal(
      "root",
      [
        async () => {
          others.push(await host.doctor("anna", ...host.install, "--yes"));
          others.push(await host.doctor("anna", ...host.install, "--dry-run"));
          return "y\r";
        },
      ],
      ...host.install,
    );
    expect(first).toMatchObject({ status: 1, asked: 1 });
    expect(others).toMatchObject([
      {
        status: 3,
        stderr: expect.stringMatching(
          /^poddoctor: another repair or rehearsal of anna is running(, process \d+)?; try again when it is done\n$/,
        ),
      },
      { status: 1, stderr: "" },
    ]);
    expect(existsSync(host.installed)).toBe(true);
  });
});
