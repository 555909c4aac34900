import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { executable } from "../cli/testing/executable.ts";
import { AccountWriter } from "./account-writer.ts";
import { accountWriterWord } from "./account-writer-protocol.ts";
import { fileWith } from "./file-state.ts";
import { accountWriters, asStranger, fromSources, homeOfStranger } from "./testing/account.ts";
import { isRoot, scratch, stranger } from "./testing/ground.ts";

// Many processes each; other work on the machine must not fail them.
setDefaultTimeout(60_000);

const absent = { kind: "absent" } as const;

describe.skipIf(!isRoot)("the child that writes for an account", () => {
  test("has given up every id, group and capability, in every thread, and cannot be traced by the account", async () => {
    using home = homeOfStranger();
    const account = { ...home.account, groups: [12_345, 23_456] };
    const writer = new AccountWriter(account, fromSources);
    expect(await writer.look(home.path)).toEqual({ state: { kind: "directory" } });
    const [pid] = accountWriters();
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const status = readFileSync(`/proc/${pid}/task/${thread}/status`, "utf8");
      const field = (name: string) => new RegExp(`^${name}:\\s*(.*?)\\s*$`, "m").exec(status)?.[1];
      expect(field("Uid")).toBe("12345\t12345\t12345\t12345");
      expect(field("Gid")).toBe("12345\t12345\t12345\t12345");
      expect(field("Groups")).toBe("12345 23456");
      for (const set of ["CapPrm", "CapEff", "CapAmb"]) expect(field(set)).toMatch(/^0+$/);
    }
    // Root's own: the kernel holds it for not dumpable, so its owner may neither trace it nor open what it has open.
    expect(statSync(`/proc/${pid}/mem`).uid).toBe(0);
    expect(() => asStranger("cat", `/proc/${pid}/environ`)).toThrow("Permission denied");
    await writer.end();
  });

  test("writes as the account, and only where the account may", async () => {
    using home = homeOfStranger();
    using roots = scratch();
    const change = (path: string) => home.writer.change({ path, before: absent, after: fileWith("x", 0o640) });
    expect(await change(`${home.path}/file`)).toEqual({ outcome: "changed" });
    const { uid, gid, mode } = statSync(`${home.path}/file`);
    expect([uid, gid, mode & 0o7777]).toEqual([12_345, 12_345, 0o640]);
    expect(await change(`${roots.path}/file`)).toEqual({
      outcome: "failed",
      detail: `${roots.path}/file: permission denied`,
    });
    expect(await home.writer.look("/root/x")).toEqual({ refused: "/root/x: permission denied" });
    await home.writer.end();
  });

  test("refuses to be root", () => {
    const ids = JSON.stringify({ uid: 0, gid: 0, groups: [] });
    const child = Bun.spawnSync([...fromSources, accountWriterWord, ids], {
      stdin: Buffer.from(`${JSON.stringify({ ask: "look", path: "/" })}\n`),
    });
    expect(child.exitCode).not.toBe(0);
    expect(child.stdout.toString()).toBe("");
  });

  test("that the account kills or stops is one failure in words; the next request starts another", async () => {
    using home = homeOfStranger();
    await home.writer.look(home.path);
    const [pid = 0] = accountWriters();
    asStranger("kill", "-KILL", String(pid));
    expect(await home.writer.look(home.path)).toEqual({
      refused: `${home.path}: the process that acts as stranger has ended`,
    });
    expect(await home.writer.look(home.path)).toEqual({ state: { kind: "directory" } });
    await home.writer.end();
  });

  test("that cannot be started is a failure in words", async () => {
    const writer = new AccountWriter(stranger("/"), ["/no/such/program"]);
    expect(await writer.look("/x")).toEqual({ refused: "/x: the process that acts as stranger has ended" });
    expect(await writer.resolve("/x")).toBe("/x");
    await writer.end();
  });

  test.skipIf(!existsSync(executable))("is the executable itself, also where only root may reach it", async () => {
    using home = homeOfStranger();
    using roots = scratch("/run");
    const hidden = `${roots.path}/poddoctor`;
    copyFileSync(executable, hidden);
    chmodSync(hidden, 0o700);
    // By a shell: setpriv(1) itself finds a program with the rights that it is about to give up.
    expect(() => asStranger("sh", "-c", `exec ${hidden} --version`)).toThrow("Permission denied");
    const writer = new AccountWriter(home.account, [hidden]);
    const path = `${home.path}/file`;
    expect(await writer.change({ path, before: absent, after: fileWith("x") })).toEqual({ outcome: "changed" });
    expect(await writer.resolve(`${home.path}/./file`)).toBe(path);
    expect(statSync(path).uid).toBe(12_345);
    await writer.end();
  });
});
