import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockAccount } from "./lock.ts";
import { homeOfStranger } from "./testing/account.ts";
import { isRoot, scratch, stranger } from "./testing/ground.ts";

// Many processes each; other work on the machine must not fail them.
setDefaultTimeout(60_000);

const own = process.getuid?.() ?? -1;
const module = join(import.meta.dir, "lock.ts");

/** Another process that takes the lock, says so, and keeps it. */
async function holder(home: string, uid: number, callerUid: number, ...as: readonly string[]) {
  const account = { name: "stranger", uid, gid: uid, groups: [uid], home };
  const code = `const { lockAccount } = await import(${JSON.stringify(module)});
    const lock = await lockAccount(${JSON.stringify(account)}, ${callerUid});
    console.log(JSON.stringify(lock)); await Bun.sleep(60_000);`;
  const child = Bun.spawn([...as, process.execPath, "-e", code], {
    stdout: "pipe",
    env: { ...process.env, HOME: "/", BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0" },
  });
  const { value } = await child.stdout.getReader().read();
  return { child, lock: JSON.parse(new TextDecoder().decode(value)) as { held: boolean; why?: string } };
}

async function kill(child: Bun.Subprocess): Promise<void> {
  child.kill("SIGKILL");
  await child.exited;
}

/** The kernel lets go of a lock when the last process that has it is gone, a moment after its parent. */
async function becomesFree(home: string, uid: number): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    const lock = await lockAccount({ ...stranger(home, uid) }, own);
    if (lock.held) {
      lock.release();
      return true;
    }
    await Bun.sleep(20);
  }
  return false;
}

test("the second is told who is at it; the lock is free as soon as the first is killed, and leaves no file", async () => {
  using home = scratch();
  const { child, lock } = await holder(home.path, own, own);
  expect(lock.held).toBe(true);
  const second = await lockAccount({ ...stranger(home.path, own) }, own);
  expect(second).toEqual({
    held: false,
    why: `another repair or rehearsal of stranger is running, process ${child.pid}; try again when it is done`,
  });
  await kill(child);
  expect(await becomesFree(home.path, own)).toBe(true);
  expect([...new Bun.Glob("**").scanSync({ cwd: home.path, dot: true })]).toEqual([]);
});

test("what is released can be taken again", async () => {
  using home = scratch();
  for (let round = 0; round < 3; round += 1) expect(await becomesFree(home.path, own)).toBe(true);
});

test("a home that is none is refused, and not made", async () => {
  using folder = scratch();
  const home = `${folder.path}/none`;
  const why = expect.stringContaining(`${home} is missing, is no folder, or stranger may not enter it`);
  expect(await lockAccount({ ...stranger(home, own) }, own)).toEqual({ held: false, homeless: true, why });
  expect(existsSync(home)).toBe(false);
  writeFileSync(home, "");
  expect(await lockAccount({ ...stranger(home, own) }, own)).toMatchObject({ held: false });
});

describe.skipIf(!isRoot)("root and the account exclude each other", () => {
  const asAccount = ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", "--"];

  test("root first", async () => {
    using home = homeOfStranger();
    const roots = await holder(home.path, 12_345, 0);
    expect(roots.lock.held).toBe(true);
    const accounts = await holder(home.path, 12_345, 12_345, ...asAccount);
    expect(accounts.lock).toMatchObject({ held: false });
    expect(accounts.lock.why).toContain("another repair or rehearsal of stranger is running");
    await kill(accounts.child);
    await kill(roots.child);
    expect(await becomesFree(home.path, 12_345)).toBe(true);
  });

  test("the account first", async () => {
    using home = homeOfStranger();
    const accounts = await holder(home.path, 12_345, 12_345, ...asAccount);
    expect(accounts.lock.held).toBe(true);
    const second = await lockAccount(stranger(home.path), 0);
    expect(second).toMatchObject({ held: false, why: expect.stringContaining(`process ${accounts.child.pid}`) });
    await kill(accounts.child);
    expect(await becomesFree(home.path, 12_345)).toBe(true);
  });

  test("a home that root may enter and the account may not is not locked with root's rights", async () => {
    using home = scratch();
    expect(await lockAccount(stranger(home.path), 0)).toMatchObject({ held: false });
  });
});
