import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { spawn } from "node:child_process";
import { chmodSync, chownSync, lchownSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Identity } from "../host/host.ts";
import { type AppliedRepair, applyRepair } from "./apply.ts";
import { type PlannedRepair, planRepairs } from "./plan.ts";
import { newRecord, Recorder } from "./record.ts";
import { dropIn, enableLink, type RepairStep } from "./repair.ts";
import { asStranger, homeOfStranger } from "./testing/account.ts";
import { commandHost, isRoot, resultOf, scratch, snapshot } from "./testing/ground.ts";
import { RootWriter, type Writer } from "./writer.ts";

// Many processes each; other work on the machine must not fail them.
setDefaultTimeout(60_000);

const uid = 12_345;

/** Every kind of step that a check asks for, below one home. */
function stepsIn(home: string): readonly RepairStep[] {
  const user = `${home}/.config/systemd/user`;
  return [
    { kind: "directory", as: "user", path: user },
    dropIn(user, "pod.service", "one", ["[Service]", "RemainAfterExit=yes"]),
    enableLink(user, "pod.service", `${user}/pod.service`),
    { kind: "edit", as: "user", path: `${user}/pod.service`, edits: [{ line: 1, from: "a", to: "b" }] },
    { kind: "mode", as: "user", path: `${home}/run.sh`, mode: 0o755 },
    { kind: "move", as: "user", from: `${home}/.config/systmd/web.service`, to: `${user}/web.service` },
    { kind: "remove", as: "user", path: `${user}/default.target.wants/gone.service` },
  ];
}

/** The home as its owner made it: some of it is there, some of it is not. */
function furnish(home: string): void {
  const user = `${home}/.config/systemd/user`;
  asStranger("mkdir", "-p", `${user}/default.target.wants`, `${home}/.config/systmd`);
  asStranger(
    "sh",
    "-c",
    `echo a > ${user}/pod.service; echo w > ${home}/.config/systmd/web.service; echo > ${home}/run.sh`,
  );
  asStranger("ln", "-s", "/gone", `${user}/default.target.wants/gone.service`);
}

/** The places that the repair writes, folders on the way included. */
const places = [
  ".config",
  ".config/systemd",
  ".config/systemd/user",
  ".config/systemd/user/pod.service",
  ".config/systemd/user/pod.service.d",
  ".config/systemd/user/pod.service.d/50-poddoctor-one.conf",
  ".config/systemd/user/default.target.wants",
  ".config/systemd/user/default.target.wants/pod.service",
  ".config/systemd/user/default.target.wants/gone.service",
  ".config/systemd/user/web.service",
  ".config/systmd",
  ".config/systmd/web.service",
  "run.sh",
];

/** Things that somebody hostile puts in a place. */
const traps: Readonly<Record<string, (path: string, outside: string) => void>> = {
  "a link to root's folder": (path, outside) => link(path, `${outside}/open`),
  "a link to root's closed folder": (path, outside) => link(path, `${outside}/closed`),
  "a link to root's file": (path, outside) => link(path, `${outside}/open/pod.service`),
  "a link to root's secret": (path, outside) => link(path, `${outside}/closed/pod.service`),
  "a link to itself": (path) => link(path, path),
  "a dangling link to where root could write": (path, outside) => link(path, `${outside}/open/new`),
  "a FIFO": (path) => asStranger("mkfifo", path),
  "a socket": (path) => {
    Bun.spawnSync(["python3", "-c", "import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", path]);
  },
  "a device": (path) => {
    Bun.spawnSync(["mknod", path, "c", "1", "3"]);
  },
  "root's folder": (path) => mkdirSync(path, { mode: 0o700 }),
  "root's file": (path) => writeFileSync(path, "a\n", { mode: 0o600 }),
};

function link(path: string, target: string): void {
  symlinkSync(target, path);
  lchownSync(path, uid, uid);
}

/** Root's own things, closed and open to look at. Linked folders hold what the repair would find in them. */
function furnishOutside(path: string): void {
  chmodSync(path, 0o755);
  for (const [name, mode] of [
    ["open", 0o755],
    ["closed", 0o700],
  ] as const) {
    mkdirSync(`${path}/${name}`);
    for (const file of ["pod.service", "web.service", "run.sh"]) writeFileSync(`${path}/${name}/${file}`, "a\n");
    symlinkSync("/gone", `${path}/${name}/gone.service`);
    chmodSync(`${path}/${name}`, mode);
  }
}

function plant(home: string, place: string, trap: keyof typeof traps, outside: string): void {
  const path = `${home}/${place}`;
  asStranger("mkdir", "-p", dirname(path));
  rmSync(path, { recursive: true, force: true });
  traps[trap]?.(path, outside);
}

async function repair(
  writer: Writer,
  account: Identity,
  between: () => void = () => {},
): Promise<{ readonly plan: PlannedRepair; readonly applied?: AppliedRepair }[]> {
  using state = scratch();
  const writers = { user: writer, root: new RootWriter() };
  const recorder = new Recorder(state.path, newRecord(state.path, account, new Date()));
  const results = stepsIn(account.home).map((step, index) => resultOf(`check-${index}`, step));
  const plans = await planRepairs(results, writers);
  between();
  const { host } = commandHost();
  const done: { plan: PlannedRepair; applied?: AppliedRepair }[] = [];
  for (const plan of plans) {
    if (plan.obstacle !== undefined) done.push({ plan });
    else done.push({ plan, applied: await applyRepair(plan, { host, account, writers, recorder }) });
  }
  return done;
}

/** Why what was not done was not; each names a path. */
function reasons(done: Awaited<ReturnType<typeof repair>>): readonly string[] {
  return done.flatMap(({ plan, applied }) => plan.obstacle ?? applied?.failed?.detail ?? []);
}

describe.skipIf(!isRoot)("in a hostile home", () => {
  test("the same home without traps is mended, as its owner", async () => {
    using home = homeOfStranger();
    furnish(home.path);
    expect(reasons(await repair(home.writer, home.account))).toEqual([]);
    const owners = Object.entries(snapshot(home.path)).filter(([, what]) => !what.includes(` ${uid}:${uid}`));
    expect(owners).toEqual([]);
    expect(reasons(await repair(home.writer, home.account))).toHaveLength(2);
    await home.writer.end();
  });

  test.each(Object.keys(traps).flatMap((trap) => places.map((place) => [trap, place] as const)))(
    "%s at %s, planted before or after the look: nothing outside is touched",
    async (trap, place) => {
      for (const when of ["before", "after"] as const) {
        using outside = scratch("/run");
        furnishOutside(outside.path);
        using home = homeOfStranger();
        furnish(home.path);
        const was = snapshot(outside.path);
        if (when === "before") plant(home.path, place, trap, outside.path);
        const between = when === "after" ? () => plant(home.path, place, trap, outside.path) : undefined;
        const done = await repair(home.writer, home.account, between);
        expect(snapshot(outside.path)).toEqual(was);
        // Said of the place, or of where its link leads.
        for (const reason of reasons(done)) {
          expect(reason.startsWith(`${home.path}/`) || reason.startsWith(`${outside.path}/`)).toBe(true);
          expect(reason.replace(/^\/\S+/, "")).not.toMatch(/\bE[A-Z]{4,}/);
        }
        const left = Object.keys(snapshot(home.path)).filter((name) => name.includes(".poddoctor-"));
        expect(left).toEqual([]);
        await home.writer.end();
      }
    },
  );

  test("folders that are swapped for links all the time lead nowhere", async () => {
    using outside = scratch("/run");
    furnishOutside(outside.path);
    using home = homeOfStranger();
    furnish(home.path);
    const was = snapshot(outside.path);
    const user = `${home.path}/.config/systemd/user`;
    const swap = `while :; do mv -T ${user} ${user}.x; ln -s ${outside.path}/open ${user}; rm ${user}; mv -T ${user}.x ${user}; done`;
    const swapping = spawn("setpriv", ["--reuid=12345", "--regid=12345", "--clear-groups", "--", "sh", "-c", swap], {
      stdio: "ignore",
    });
    try {
      for (let round = 0; round < 40; round += 1) await repair(home.writer, home.account);
    } finally {
      swapping.kill("SIGKILL");
    }
    expect(snapshot(outside.path)).toEqual(was);
    await home.writer.end();
  });

  test("a home that is another's is left alone, and said to be", async () => {
    using home = homeOfStranger();
    furnish(home.path);
    chownSync(home.path, 777, 777);
    chmodSync(home.path, 0o700);
    const was = snapshot(home.path);
    const done = await repair(home.writer, home.account);
    expect(reasons(done)).toHaveLength(stepsIn(home.path).length);
    for (const reason of reasons(done)) expect(reason).toEndWith(": permission denied");
    expect(snapshot(home.path)).toEqual(was);
    await home.writer.end();
  });

  test("a home that is moved away in the middle is a failure in words", async () => {
    using home = homeOfStranger();
    furnish(home.path);
    const away = `${home.path}.away`;
    const done = await repair(home.writer, home.account, () => renameSync(home.path, away));
    renameSync(away, home.path);
    for (const reason of reasons(done)) expect(reason).toMatch(/a folder of the path does not exist|was removed by/);
    expect(reasons(done).length).toBeGreaterThan(3);
    await home.writer.end();
  });
});
