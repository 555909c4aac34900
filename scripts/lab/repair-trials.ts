import type { CommandResult } from "./command.ts";
import { PODDOCTOR } from "./diagnosis.ts";
import { type HostUnderTest, podIsRunning } from "./host-under-test.ts";
import type { Release } from "./releases.ts";
import { differences, treeState } from "./tree-state.ts";
import type { VariantName } from "./variants.ts";

/** The host is not as fix or undo promised: the word of poddoctor did not hold. */
export class NotAsPromised extends Error {
  override readonly name = "NotAsPromised";
}

/** One way through fix and undo on a booted host, beyond what mends a single fault; throws NotAsPromised, in a sentence. */
export interface RepairTrial {
  readonly name: string;
  readonly release: Release;
  readonly on: VariantName;
  run(host: HostUnderTest): Promise<void>;
}

const unitFolder = "/home/podder/.config/systemd/user";
const given = "/root/units";

const runUnit = `[Unit]
Description=web

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/podman run -d --name web-app --replace localhost/app:1
ExecStop=/usr/bin/podman stop -t 1 web-app

[Install]
WantedBy=default.target
`;
// A machine with hybrid cgroups ends the first start of a boot with "protocol": podman leaves the unit's cgroup then.
const container = `[Container]\nContainerName=web-app\nImage=localhost/app:1\n\n[Service]\nRestart=on-failure\nRestartSec=1\n\n[Install]\nWantedBy=default.target\n`;
const podOfFolder = `[Pod]\nPodName=web\n\n[Install]\nWantedBy=default.target\n`;
const containerOfFolder = `[Container]\nContainerName=web-app\nImage=localhost/app:1\nPod=web.pod\n`;

/** Throws NotAsPromised with what was to be so, and what the command said. */
export function expectThat(what: string, is: boolean, result?: CommandResult): void {
  if (is) return;
  const said = result ? `: exit ${result.exit}\n${result.stdout}${result.stderr}` : "";
  throw new NotAsPromised(`not so: ${what}${said}`);
}

function doctor(host: HostUnderTest, ...words: readonly string[]): Promise<CommandResult> {
  return host.asRoot([PODDOCTOR, ...words], { seconds: 180 });
}

/** Whether the pod runs, and goes on to; one that is started anew after a failure is given its time. */
async function comesUp(host: HostUnderTest): Promise<boolean> {
  for (let tries = 0; tries < 6; tries += 1) {
    if (await podIsRunning(host, { steadySeconds: 3 })) return true;
    await Bun.sleep(2000);
  }
  return false;
}

/** Puts files in root's folder; the path that is handed to --install. */
async function give(host: HostUnderTest, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) await host.putFile(`${given}/${name}`, content);
  const [only, ...others] = Object.keys(files);
  return others.length > 0 ? given : `${given}/${only}`;
}

/** From nothing to a pod that starts at boot by one command; again without a change; and back, byte for byte. */
function fromNothing(name: string, release: Release, files: Readonly<Record<string, string>>): RepairTrial {
  return {
    name,
    release,
    on: "bare",
    async run(host) {
      // Without a network that is awaited every quadlet waits for 90 s at boot (podman 5.3 on).
      await host.asRoot(["systemctl", "add-wants", "multi-user.target", "network-online.target"]);
      const path = await give(host, files);
      await host.boot();
      await host.powerOff();
      const before = treeState(host.tree);
      await host.boot();
      const words = ["fix", "--user", "podder", "--install", path, "--yes", "--start"];
      const fix = await doctor(host, ...words);
      expectThat("one fix is enough", fix.exit === 0, fix);
      expectThat("the pod runs after fix --start", await podIsRunning(host, { steadySeconds: 3 }), fix);
      await host.reboot();
      if (!(await comesUp(host))) {
        const journal = await host.asRoot(["journalctl", "-b", "--no-pager", "-o", "short-monotonic", "-n", "60"]);
        expectThat("the pod runs after a reboot", false, journal);
      }
      await host.powerOff();
      const mended = treeState(host.tree);
      await host.boot();
      // A start that is still on its way, or its second try, is not the second run's doing.
      expectThat("the pod runs before the second run", await comesUp(host));
      const again = await doctor(host, ...words);
      expectThat("the second run says that nothing was changed", again.stdout.includes("nothing was changed"), again);
      expectThat("the second run ends with 0", again.exit === 0, again);
      await host.powerOff();
      const changed = differences(mended, treeState(host.tree));
      expectThat(`the second run changes nothing (${changed.join("; ")})`, changed.length === 0);
      await host.boot();
      const undo = await doctor(host, "undo", "--yes");
      expectThat("undo takes all of it back", undo.exit === 0, undo);
      await host.powerOff();
      const left = differences(before, treeState(host.tree));
      expectThat(`after undo the tree is as it was (${left.join("; ")})`, left.length === 0);
    },
  };
}

/** Root's part as the account is shown it: its commands, and the way back. */
function blockOf({ stdout }: CommandResult): { readonly block: string; readonly back: string } {
  const lines = stdout.split("\n");
  const start = lines.findIndex((line) => line.startsWith("# Root's part"));
  const end = lines.indexOf("", start);
  const block = start < 0 ? [] : lines.slice(start, end);
  const at = block.findIndex((line) => line.startsWith("# To take it back"));
  const back = block.slice(at + 1).map((line) => line.replace(/^# /, ""));
  return { block: `${block.join("\n")}\n`, back: `${back.join("\n")}\n` };
}

/** The account does its part, root pastes the block that it was shown, and its way back. */
const rootsBlock: RepairTrial = {
  name: "fix-roots-block",
  release: "trixie",
  on: "seed",
  async run(host) {
    const link = `${unitFolder}/default.target.wants/pod.service`;
    await host.asRoot(["rm", "/var/lib/systemd/linger/podder", link]);
    await host.boot();
    const asPodder = (...words: readonly string[]) =>
      host.asUser([PODDOCTOR, ...words], { session: "environment", seconds: 120 });
    const fix = await asPodder("fix", "--yes");
    expectThat("the account cannot mend all of it", fix.exit === 1, fix);
    const isLinked = async () => (await host.asRoot(["test", "-L", link])).exit === 0;
    const lingers = async () => (await host.asRoot(["test", "-e", "/var/lib/systemd/linger/podder"])).exit === 0;
    const { block, back } = blockOf(fix);
    expectThat("the block names loginctl", block.includes("\nloginctl enable-linger -- podder\n"), fix);
    expectThat("lingering is still off", !(await lingers()), fix);
    const pasted = await host.asRoot(["sh", "-e"], { stdin: block });
    expectThat("the block can be pasted", pasted.exit === 0, pasted);
    expectThat("the block turns lingering on", await lingers());
    // logind answers before the manager that it starts does.
    await host.asRoot(["sh", "-c", "for _ in $(seq 50); do [ -S /run/user/1001/bus ] && exit; sleep 0.2; done"]);
    const rest = await asPodder("fix", "--yes");
    expectThat("with that the account can do the rest", rest.exit === 0, rest);
    expectThat("the unit is enabled", await isLinked(), rest);
    await host.reboot();
    expectThat("the pod runs after a reboot", await podIsRunning(host, { steadySeconds: 3 }));
    const taken = await host.asRoot(["sh", "-e"], { stdin: back });
    expectThat("the way back can be pasted", taken.exit === 0, taken);
    expectThat("the way back turns lingering off", !(await lingers()));
  },
};

/** What somebody changed since is refused by name, and stays. */
const changedSince: RepairTrial = {
  name: "undo-refuses-what-changed",
  release: "trixie",
  on: "bare",
  async run(host) {
    const path = await give(host, { "pod.service": runUnit });
    await host.boot();
    const fix = await doctor(host, "fix", "--user", "podder", "--install", path, "--yes");
    expectThat("fix goes well", fix.exit === 0, fix);
    const unit = `${unitFolder}/pod.service`;
    for (const [what, ...argv] of [
      ["its text", "sh", "-c", `echo '# mine' >> ${unit}`],
      ["its mode", "sh", "-c", `sed -i '/^# mine$/d' ${unit}; chmod 600 ${unit}`],
    ] as const) {
      await host.asUser(argv, { session: "su" });
      const undo = await doctor(host, "undo", "--yes");
      expectThat(`undo refuses a unit after a change of ${what}`, undo.exit === 1 && undo.stdout.includes(unit), undo);
      expectThat("the unit stays", (await host.asRoot(["test", "-s", unit])).exit === 0);
    }
  },
};

export const repairTrials: readonly RepairTrial[] = [
  fromNothing("install-unit", "trixie", { "pod.service": runUnit }),
  fromNothing("install-unit", "bookworm", { "pod.service": runUnit }),
  fromNothing("install-quadlet", "trixie", { "web.container": container }),
  fromNothing("install-quadlet-folder", "trixie", {
    "web.pod": podOfFolder,
    "web.container": containerOfFolder,
  }),
  rootsBlock,
  changedSince,
];
