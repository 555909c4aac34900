import { describe, expect, test } from "bun:test";
import { chmodSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { applyChange } from "./change.ts";
import { type PlannedRepair, planRepairs, repairable } from "./plan.ts";
import { dropIn, enableLink, type RepairStep } from "./repair.ts";
import { resultOf, scratch, snapshot } from "./testing/ground.ts";
import { OwnWriter } from "./writer.ts";

const writers = { user: new OwnWriter() };

async function planOf(...steps: readonly RepairStep[]): Promise<PlannedRepair | undefined> {
  return (await planRepairs([resultOf("one", ...steps)], writers))[0];
}

/** Does the plan, and says what each change did: its path, and what it is after. */
function carryOut(...plans: readonly (PlannedRepair | undefined)[]): readonly string[] {
  return plans.flatMap((plan) =>
    (plan?.steps ?? []).map((step) => {
      if (step.kind === "command") return step.argv.join(" ");
      const { outcome } = applyChange(step.change);
      return `${outcome} ${step.change.path} ${step.change.after.kind}`;
    }),
  );
}

describe("folders", () => {
  test("are made from the top, each a step of its own, so that each can be taken back", async () => {
    using home = scratch();
    const plan = await planOf({ kind: "directory", as: "user", path: `${home.path}/.config/systemd/user` });
    expect(carryOut(plan)).toEqual([
      `changed ${home.path}/.config directory`,
      `changed ${home.path}/.config/systemd directory`,
      `changed ${home.path}/.config/systemd/user directory`,
    ]);
    expect(await planOf({ kind: "directory", as: "user", path: `${home.path}/.config/systemd/user` })).toBeUndefined();
  });

  test("that two repairs need are made once", async () => {
    using home = scratch();
    const user = `${home.path}/.config/systemd/user`;
    const plans = await planRepairs(
      [
        resultOf("one", dropIn(user, "pod.service", "one", ["[Service]"])),
        resultOf("two", dropIn(user, "pod.service", "two", ["[Service]"])),
        resultOf("three", { kind: "directory", as: "user", path: `${user}/pod.service.d` }),
      ],
      writers,
    );
    expect(plans.map(({ check, steps }) => [check, steps.length])).toEqual([
      ["one", 5],
      ["two", 1],
    ]);
    expect(carryOut(...plans).every((line) => line.startsWith("changed "))).toBe(true);
  });

  test("a link to a folder serves; a file in the way does not", async () => {
    using home = scratch();
    mkdirSync(`${home.path}/dotfiles`);
    symlinkSync("dotfiles", `${home.path}/.config`);
    const plan = await planOf({ kind: "file", as: "user", path: `${home.path}/.config/a/b`, content: "x" });
    expect(plan?.steps.length).toBe(2);
    writeFileSync(`${home.path}/file`, "");
    const blocked = await planOf({ kind: "file", as: "user", path: `${home.path}/file/b`, content: "x" });
    expect(blocked).toMatchObject({ steps: [] });
    expect(blocked?.obstacle).toContain(`${home.path}/file`);
  });
});

describe("a file", () => {
  test("that is as it shall be is no step; one that is not keeps what it was for the way back", async () => {
    using home = scratch();
    const path = `${home.path}/pod.service`;
    const step: RepairStep = { kind: "file", as: "user", path, content: "[Service]\n" };
    writeFileSync(path, "mine\n");
    expect(await planOf(step)).toMatchObject({
      steps: [{ change: { before: { base64: Buffer.from("mine\n").toString("base64") } } }],
    });
    writeFileSync(path, "[Service]\n");
    expect(await planOf(step)).toBeUndefined();
  });

  test("is not put in place of a folder or a FIFO", async () => {
    using home = scratch();
    mkdirSync(`${home.path}/folder`);
    Bun.spawnSync(["mkfifo", `${home.path}/fifo`]);
    const place = (name: string) => planOf({ kind: "file", as: "user", path: `${home.path}/${name}`, content: "x" });
    expect((await place("folder"))?.obstacle).toBe(`${home.path}/folder is a folder`);
    expect((await place("fifo"))?.obstacle).toBe(`${home.path}/fifo is neither a file nor a folder nor a link`);
  });
});

describe("an edit", () => {
  const edit = (path: string, line: number, from: string, to: string): RepairStep => ({
    kind: "edit",
    as: "user",
    path,
    edits: [{ line, from, to }],
  });

  test.each([
    ["CRLF", "[Service]\r\nExecStart=a\r\nType=forking\r\n"],
    ["a byte order mark", "\u{feff}[Service]\nExecStart=a\n# ü €"],
    ["no last newline", "[Service]\nExecStart=a"],
  ])("keeps every other byte: %s", async (_, text) => {
    using home = scratch();
    const path = `${home.path}/pod.service`;
    writeFileSync(path, text);
    carryOut(await planOf(edit(path, 2, "=a", "=/usr/bin/$& ü")));
    expect(readFileSync(path, "utf8")).toBe(text.replace("ExecStart=a", () => "ExecStart=/usr/bin/$& ü"));
  });

  test("keeps bytes that are no text, and finds text beside them", async () => {
    using home = scratch();
    const path = `${home.path}/pod.service`;
    const bytes = (middle: string) =>
      Buffer.concat([Buffer.from([0xe9, 0xff, 0, 10]), Buffer.from(middle), Buffer.from([0x80, 10])]);
    writeFileSync(path, bytes("Exec=ü"));
    carryOut(await planOf(edit(path, 2, "ü", "€")));
    expect(readFileSync(path)).toEqual(bytes("Exec=€"));
  });

  test("keeps the mode", async () => {
    using home = scratch();
    const path = `${home.path}/pod.service`;
    writeFileSync(path, "a\n");
    chmodSync(path, 0o640);
    const plan = await planOf(edit(path, 1, "a", "b"));
    expect(plan).toMatchObject({ steps: [{ change: { after: { mode: 0o640 } } }] });
  });

  test("of a line that is no longer what the check read is not made, and says so", async () => {
    using home = scratch();
    const path = `${home.path}/pod.service`;
    writeFileSync(path, "[Service]\nExecStart=b\n");
    expect((await planOf(edit(path, 2, "ExecStart=a", "x")))?.obstacle).toBe(`${path}, line 2 is not what it was`);
    expect((await planOf(edit(path, 9, "ExecStart=a", "x")))?.obstacle).toBe(`${path}, line 9 is not what it was`);
  });

  test("is made where a link leads, and the link stays: dotfiles", async () => {
    using home = scratch();
    mkdirSync(`${home.path}/dotfiles`);
    writeFileSync(`${home.path}/dotfiles/pod.service`, "a\n");
    symlinkSync("dotfiles/pod.service", `${home.path}/pod.service`);
    carryOut(await planOf(edit(`${home.path}/pod.service`, 1, "a", "b")));
    expect(readlinkSync(`${home.path}/pod.service`)).toBe("dotfiles/pod.service");
    expect(readFileSync(`${home.path}/dotfiles/pod.service`, "utf8")).toBe("b\n");
  });

  test("of two repairs in one file adds up", async () => {
    using home = scratch();
    const path = `${home.path}/pod.service`;
    writeFileSync(path, "a\nb\n");
    const plans = await planRepairs(
      [resultOf("one", edit(path, 1, "a", "A")), resultOf("two", edit(path, 2, "b", "B"))],
      writers,
    );
    carryOut(...plans);
    expect(readFileSync(path, "utf8")).toBe("A\nB\n");
  });
});

describe("a move", () => {
  test("makes the folders on its way, and leaves nothing behind", async () => {
    using home = scratch();
    mkdirSync(`${home.path}/systmd`);
    writeFileSync(`${home.path}/systmd/pod.service`, "a\n");
    carryOut(
      await planOf({
        kind: "move",
        as: "user",
        from: `${home.path}/systmd/pod.service`,
        to: `${home.path}/systemd/user/pod.service`,
      }),
    );
    expect(Object.keys(snapshot(home.path))).toEqual([
      "",
      "/systemd",
      "/systemd/user",
      "/systemd/user/pod.service",
      "/systmd",
    ]);
  });

  test("onto what is there already is not made", async () => {
    using home = scratch();
    writeFileSync(`${home.path}/a`, "a");
    writeFileSync(`${home.path}/b`, "b");
    const plan = await planOf({ kind: "move", as: "user", from: `${home.path}/a`, to: `${home.path}/b` });
    expect(plan).toMatchObject({ steps: [], obstacle: `${home.path}/b is there already` });
  });

  test("of a relative link leads where it led", async () => {
    using home = scratch();
    mkdirSync(`${home.path}/wrong`);
    symlinkSync("../dotfiles/pod.service", `${home.path}/wrong/pod.service`);
    carryOut(
      await planOf({
        kind: "move",
        as: "user",
        from: `${home.path}/wrong/pod.service`,
        to: `${home.path}/right/deep/pod.service`,
      }),
    );
    expect(readlinkSync(`${home.path}/right/deep/pod.service`)).toBe(`${home.path}/dotfiles/pod.service`);
  });
});

test("links replace links and files, never folders; modes are set where a link leads", async () => {
  using home = scratch();
  symlinkSync("/gone", `${home.path}/dangling`);
  const link = (name: string) => enableLink(home.path, name, "/unit");
  mkdirSync(`${home.path}/default.target.wants`);
  mkdirSync(`${home.path}/default.target.wants/folder.service`);
  symlinkSync("/gone", `${home.path}/default.target.wants/pod.service`);
  expect((await planOf(link("folder.service")))?.obstacle).toContain("is a folder");
  carryOut(await planOf(link("pod.service")));
  expect(readlinkSync(`${home.path}/default.target.wants/pod.service`)).toBe("/unit");
  expect((await planOf({ kind: "mode", as: "user", path: `${home.path}/dangling`, mode: 0o755 }))?.obstacle).toContain(
    "is no file",
  );
  writeFileSync(`${home.path}/script`, "");
  symlinkSync("script", `${home.path}/to-script`);
  expect(carryOut(await planOf({ kind: "mode", as: "user", path: `${home.path}/to-script`, mode: 0o755 }))).toEqual([
    `changed ${home.path}/script file`,
  ]);
});

test("an obstacle in one repair stops no other, and nothing of its own is planned", async () => {
  using home = scratch();
  mkdirSync(`${home.path}/folder`);
  const plans = await planRepairs(
    [
      resultOf(
        "one",
        { kind: "file", as: "user", path: `${home.path}/a`, content: "x" },
        { kind: "remove", as: "user", path: `${home.path}/folder` },
      ),
      resultOf("two", { kind: "file", as: "user", path: `${home.path}/b`, content: "x" }),
    ],
    writers,
  );
  expect(plans.map(({ check, steps, obstacle }) => [check, steps.length, obstacle])).toEqual([
    ["one", 0, `${home.path}/folder is a folder`],
    ["two", 1, undefined],
  ]);
});

test("what is mended: causes that fail or warn, advice where it is named, and no consequence", () => {
  const of = (check: string, status: "fail" | "warn" | "advice" | "pass", consequenceOf?: readonly string[]) => ({
    ...resultOf(check, { kind: "remove", as: "user", path: "/x" }),
    status,
    ...(consequenceOf ? { consequenceOf } : {}),
  });
  const results = [of("a", "fail"), of("b", "warn"), of("c", "advice"), of("d", "pass"), of("e", "fail", ["a"])];
  const names = (only: readonly string[]) => repairable(results, { only }).map(({ check }) => check);
  expect(names([])).toEqual(["a", "b"]);
  expect(names(["c"])).toEqual(["a", "b", "c"]);
});
