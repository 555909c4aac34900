import { describe, expect, test } from "bun:test";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { printable } from "../present/printable.ts";
import { type PlannedRepair, planRepairs } from "./plan.ts";
import type { RepairStep } from "./repair.ts";
import { rootBlock } from "./root-block.ts";
import { resultOf, scratch, snapshot } from "./testing/ground.ts";
import { OwnWriter } from "./writer.ts";

const hostile = [
  "plain.service",
  "with space",
  "-rf",
  "--help",
  "'",
  "''; touch pwned; '",
  '"; touch pwned; "',
  "$(touch pwned)",
  "`touch pwned`",
  "$HOME $1 $$",
  "a\ntouch pwned\n",
  "\n",
  "ends in newlines\n\n",
  "\r\n# x",
  "tab\tand \x1b[2J\x1b]0;title\x07",
  "back\\slash \\n \\0101 %s %d %%",
  "!history! *?[a] ~ & | ; < > ( ) { }",
  "ünï©ode \u202e\u200b 🦭",
  "#",
  "pod@\\x2d.service",
];

/** Pastes lines into a shell; only what they do counts. */
function paste(shell: string, cwd: string, lines: readonly string[]) {
  const { exitCode, stderr } = Bun.spawnSync([shell, "-e"], { cwd, stdin: Buffer.from(`${lines.join("\n")}\n`) });
  return { exitCode, stderr: stderr.toString() };
}

/** The commented way back, uncommented by hand as the block says. */
function wayBack(lines: readonly string[]): readonly string[] {
  const at = lines.indexOf("# To take it back, without the #:");
  return at < 0 ? [] : lines.slice(at + 1).map((line) => line.replace(/^# /, ""));
}

async function planned(...steps: readonly RepairStep[]): Promise<readonly PlannedRepair[]> {
  return planRepairs([resultOf("one", ...steps)], { user: new OwnWriter() });
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Names put together by chance from what shells, terminals and printf(1) take for more than text. */
const names = (() => {
  const next = random(20_261_123);
  const pieces = [
    "'",
    '"',
    "\\",
    "$",
    "`",
    "(",
    ")",
    "\n",
    " ",
    "\t",
    "\x1b",
    "%",
    "-",
    "#",
    "0",
    "n",
    "a",
    "ü",
    ";",
    "&",
    "*",
    "!",
    "~",
    "\r",
    "\x7f",
    "\u2028",
  ];
  const chance = () =>
    Array.from({ length: 1 + Math.floor(next() * 12) }, () => pieces[Math.floor(next() * pieces.length)]).join("");
  return [...hostile, ...Array.from({ length: 150 }, chance)];
})();

describe.each(["sh", "bash"])("pasted into %s", (shell) => {
  test("the block does what the plan says, whatever the names, and its way back takes it back", async () => {
    for (const name of names) {
      using folder = scratch();
      const at = (rest: string) => `${folder.path}/${rest}`;
      mkdirSync(at("d"));
      symlinkSync("/dev/null", at(`d/${name}`));
      writeFileSync(at("d/other"), "old");
      const was = snapshot(folder.path);
      const plan = await planned(
        { kind: "remove", as: "root", path: at(`d/${name}`) },
        { kind: "file", as: "root", path: at(`new/${name}`), content: `${name}\n` },
        { kind: "link", as: "root", path: at(`links/${name}`), target: name },
        { kind: "file", as: "root", path: at("d/other"), content: "new" },
        {
          kind: "command",
          as: "root",
          argv: ["mkdir", "--", at(`made-${name}`)],
          undo: ["rmdir", "--", at(`made-${name}`)],
        },
      );
      const block = rootBlock(plan);
      expect(block.filter((line) => line !== printable(line))).toEqual([]);
      expect(paste(shell, folder.path, block)).toEqual({ exitCode: 0, stderr: "" });
      expect(readdirSync(folder.path).sort()).toEqual(["d", "links", `made-${name}`, "new"].sort());
      const is = snapshot(folder.path);
      expect(is[`/d/${name}`]).toBeUndefined();
      expect(is[`/links/${name}`]).toEndWith(` ${name}`);
      expect(is[`/new/${name}`]).toContain(Buffer.from(`${name}\n`).toString("base64"));
      expect(paste(shell, folder.path, wayBack(block))).toEqual({ exitCode: 0, stderr: "" });
      expect(snapshot(folder.path)).toEqual(was);
    }
  }, 60_000);
});

test("comments end nowhere: what is said of a finding is never a command", async () => {
  using folder = scratch();
  const [repair] = await planned({ kind: "command", as: "root", argv: ["true"] });
  if (!repair) throw new Error("no plan");
  const block = rootBlock([{ ...repair, summary: "x\ntouch pwned\r\n\u2028touch pwned" }]);
  expect(paste("sh", folder.path, block)).toEqual({ exitCode: 0, stderr: "" });
  expect(readdirSync(folder.path)).toEqual([]);
});

test("only root's steps are in it, and it never calls sudo", async () => {
  using folder = scratch();
  const plan = await planned(
    { kind: "file", as: "user", path: `${folder.path}/mine`, content: "x" },
    {
      kind: "command",
      as: "root",
      argv: ["loginctl", "enable-linger", "--", "podder"],
      undo: ["loginctl", "disable-linger", "--", "podder"],
    },
  );
  expect(rootBlock(plan)).toEqual([
    "# Root's part: read it, then paste it into a root shell.",
    "# one: one is broken",
    "loginctl enable-linger -- podder",
    "# To take it back, without the #:",
    "# loginctl disable-linger -- podder",
  ]);
  expect(rootBlock([])).toEqual([]);
});

test("modes are set, back and forth", async () => {
  using folder = scratch();
  writeFileSync(`${folder.path}/it's`, "x", { mode: 0o600 });
  const block = rootBlock(await planned({ kind: "mode", as: "root", path: `${folder.path}/it's`, mode: 0o755 }));
  expect(block.filter((line) => !/^# [^c]/.test(line))).toEqual([
    `chmod 0755 -- '${folder.path}/it'\\''s'`,
    `# chmod 0600 -- '${folder.path}/it'\\''s'`,
  ]);
});
