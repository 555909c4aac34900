import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { inCgroup, makeCgroup, removeCgroup } from "./cgroups.ts";
import {
  type CommandOptions,
  type CommandResult,
  command,
  mustRun,
  SYSTEM_PATH,
  TimeLimitExceeded,
} from "./command.ts";
import type {
  Account,
  BootOptions,
  BootReport,
  FileOptions,
  HostUnderTest,
  RunningContainer,
  UserCommandOptions,
} from "./host-under-test.ts";
import type { KernelLayer } from "./kernel-layer.ts";
import { scratchDirectory } from "./paths.ts";
import { putFileArgv } from "./put-file.ts";
import type { Release } from "./releases.ts";
import { UIDS, userArgv } from "./session.ts";
import { bootReport } from "./settle.ts";
import { AgentPort } from "./vm-agent.ts";
import { CONMONS, PODMANS } from "./vm-probes.ts";

const PORT = "poddoctor-lab";
// clearcpuid=141 (cx16): qemu 7.2's emulation spoils the flags of the kernel's cmpxchg16b, and the kernel dies of it.
// Of what an emulated processor has no use: guards against a real one's speculation, watchdogs, waiting for RCU.
const KERNEL_COMMAND_LINE = [
  ...["root=/dev/vda", "rw", "console=ttyS0", "quiet", "panic=-1", "clearcpuid=141"],
  ...["mitigations=off", "nowatchdog", "tsc=reliable", "rcupdate.rcu_expedited=1"],
  "systemd.mask=serial-getty@ttyS0.service",
].join(" ");
// erms: a processor that copies with `rep movsb` copies byte for byte where it is emulated.
const CPU = "max,-la57,-erms";

/** What takes a second on a processor takes an emulated one that others use as well up to a minute. */
const PATIENCE_SECONDS = 600;

export interface VmOptions {
  readonly release: Release;
  readonly variant: string;
  readonly name: string;
  readonly runCgroup: string;
  readonly kernel: KernelLayer;
  /** The merged tree of the host, from which its disk is made. */
  readonly tree: string;
  /** A folder on disk, removed with the run. */
  readonly folder: string;
}

/**
 * A host with a kernel of its own, in qemu without hardware help: slow, but with every cgroup controller, real reboots
 * and no trace of this machine. The flags: lab.md and qemu-system-x86_64(1).
 */
export class VmHost implements HostUnderTest {
  readonly kind = "vm";
  readonly release: Release;
  readonly variant: string;
  readonly #options: VmOptions;
  readonly #cgroup: string;
  #qemu: Bun.Subprocess | undefined;
  #port: AgentPort | undefined;

  private constructor(options: VmOptions) {
    this.release = options.release;
    this.variant = options.variant;
    this.#options = options;
    this.#cgroup = `${options.runCgroup}/${options.name}`;
  }

  /** Makes the host's disk from its tree (mke2fs(8) -d). */
  static async make(options: VmOptions): Promise<VmHost> {
    const host = new VmHost(options);
    mkdirSync(options.folder, { recursive: true });
    mkdirSync(host.tree, { recursive: true });
    closeSync(openSync(host.#disk, "w"));
    truncateSync(host.#disk, 3 * 1024 ** 3);
    await mustRun(["mke2fs", "-q", "-F", "-t", "ext4", "-d", options.tree, host.#disk], { seconds: 120 });
    await host.#mountDisk();
    return host;
  }

  /** Where the disk is mounted while the host is down. */
  get tree(): string {
    return `${scratchDirectory()}/${this.#options.name}-disk`;
  }

  get booted(): boolean {
    return this.#port !== undefined;
  }

  async boot(options: BootOptions = {}): Promise<BootReport> {
    if (this.booted) throw new Error(`${this.#options.name} is booted already`);
    await mustRun(["umount", this.tree]);
    const begun = Date.now();
    const deadline = begun + (options.seconds ?? PATIENCE_SECONDS) * 1000;
    makeCgroup(this.#cgroup);
    this.#qemu = Bun.spawn(inCgroup(this.#cgroup, this.#qemuArgv()), {
      env: { PATH: SYSTEM_PATH },
      cwd: "/",
      stdin: "ignore",
      stdout: "ignore",
      stderr: "inherit",
    });
    while (!existsSync(this.#socket) && this.#qemu.exitCode === null) await Bun.sleep(20);
    const port = new AgentPort(this.#socket);
    const ready = await Promise.race([
      port.ready.then(() => true),
      this.#qemu.exited.then(() => false),
      Bun.sleep(deadline - Date.now()).then(() => false),
    ]);
    if (!ready) {
      port.close();
      await this.cutPower();
      throw new Error(`${this.#options.name} did not boot:\n${this.consoleText().slice(-2000)}`);
    }
    this.#port = port;
    const lingering = (await this.asRoot(["ls", "/var/lib/systemd/linger"])).stdout.split("\n");
    return bootReport({
      begun,
      deadline,
      users: (Object.keys(UIDS) as Account[]).filter((account) => lingering.includes(account)),
      state: async (argv) => (await this.asRoot(argv)).stdout.trim(),
      hasManager: async (uid) => (await this.asRoot(["test", "-S", `/run/user/${uid}/systemd/private`])).exit === 0,
    });
  }

  async asRoot(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const env = options.env ?? { PATH: SYSTEM_PATH, LANG: "C.UTF-8", HOME: "/root", USER: "root", LOGNAME: "root" };
    if (this.#port === undefined) return command(["chroot", this.tree, ...argv], { called: argv, ...options, env });
    const seconds = Math.max(options.seconds ?? 0, PATIENCE_SECONDS);
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const line = ["env", "-i", "-C", "/", ...variables, ...argv].map(quoted).join(" ");
    const stdin = options.stdin === undefined ? "" : Buffer.from(options.stdin).toString("base64");
    const script = options.stdin === undefined ? line : `base64 -d <<'END' | ${line}\n${stdin}\nEND\n`;
    // For whoever looks from outside (kill-runs.ts), as a container's processes can be seen.
    writeFileSync(commandFile(this.#console), argv.join("\0"));
    const result = await this.#port
      .run(script, seconds)
      .finally(() => rmSync(commandFile(this.#console), { force: true }));
    // timeout(1) -s KILL reports its own end like that.
    if (result.exit === 137) throw new TimeLimitExceeded(argv, seconds, result.stderr || result.stdout);
    return result;
  }

  async asUser(argv: readonly string[], options: UserCommandOptions): Promise<CommandResult> {
    if (!this.booted) throw new Error(`${this.#options.name} is down: nobody can run a command there`);
    const { user = "podder", session, env, ...rest } = options;
    return this.asRoot(userArgv(user, session, env, argv), rest);
  }

  async putFile(path: string, content: string | Uint8Array, options: FileOptions = {}): Promise<void> {
    const result = await this.asRoot(putFileArgv(path, options), { stdin: content });
    if (result.exit !== 0) throw new Error(`${path} could not be put on ${this.#options.name}: ${result.stderr}`);
  }

  async runningContainers(): Promise<readonly RunningContainer[]> {
    if (!this.booted) return [];
    const lines = (await this.asRoot(["bash", "-c", CONMONS])).stdout.split("\n").filter((line) => line !== "");
    return lines.map((line) => {
      const words = line.split(" ");
      const after = (option: string): string => words[words.indexOf(option) + 1] ?? "";
      return { uid: Number(words[0]), id: after("-c"), name: after("-n") };
    });
  }

  async isStartingContainers(): Promise<boolean> {
    return this.booted && (await this.asRoot(["bash", "-c", PODMANS])).exit === 0;
  }

  async powerOff(): Promise<void> {
    const qemu = this.#qemu;
    if (qemu === undefined || !this.booted) return;
    // The machine may be gone before the agent has answered.
    await this.asRoot(["systemctl", "--no-block", "poweroff"]).catch(() => undefined);
    const gone = await Promise.race([
      qemu.exited.then(() => true),
      Bun.sleep(PATIENCE_SECONDS * 1000).then(() => false),
    ]);
    await this.cutPower();
    if (!gone) throw new Error(`${this.#options.name} did not power off within ${PATIENCE_SECONDS} s`);
  }

  async cutPower(): Promise<void> {
    if (this.#qemu === undefined) return;
    this.#port?.close();
    this.#port = undefined;
    const gone = await removeCgroup(this.#cgroup);
    await this.#qemu.exited;
    this.#qemu = undefined;
    rmSync(this.#socket, { force: true });
    if (!gone) throw new Error(`qemu of ${this.#options.name} would not end`);
    await this.#mountDisk();
  }

  async reboot(options: BootOptions = {}): Promise<BootReport> {
    await this.powerOff();
    return this.boot(options);
  }

  consoleText(): string {
    return existsSync(this.#console) ? readFileSync(this.#console, "utf8") : "";
  }

  async keep(folder: string): Promise<void> {
    await this.powerOff();
    await mustRun(["cp", "--sparse=always", this.#disk, `${folder}/disk.ext4`], { seconds: 120 });
  }

  async destroy(): Promise<void> {
    await this.cutPower();
    await mustRun(["umount", this.tree]);
    rmSync(this.#disk, { force: true });
  }

  get #disk(): string {
    return `${this.#options.folder}/${this.#options.name}.ext4`;
  }

  get #socket(): string {
    return `${scratchDirectory()}/${this.#options.name}.port`;
  }

  get #console(): string {
    return `${scratchDirectory()}/${this.#options.name}.console`;
  }

  // A loop device of mount(8) detaches itself with the last mount: it too ends with the run.
  async #mountDisk(): Promise<void> {
    await mustRun(["mount", "-o", "loop", this.#disk, this.tree]);
  }

  #qemuArgv(): string[] {
    const { kernel, initramfs } = this.#options.kernel;
    return [
      ...["qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", CPU, "-smp", "2", "-m", "1536"],
      ...["-nodefaults", "-display", "none", "-no-reboot", "-nic", "none"],
      ...["-kernel", kernel, "-initrd", initramfs],
      ...["-append", KERNEL_COMMAND_LINE],
      ...["-drive", `file=${this.#disk},format=raw,if=virtio,cache=unsafe`],
      ...["-chardev", `file,id=console,path=${this.#console},append=on`, "-serial", "chardev:console"],
      ...["-chardev", `socket,id=port,path=${this.#socket},server=on,wait=off`],
      ...["-device", "virtio-serial", "-device", `virtserialport,chardev=port,name=${PORT}`],
      ...["-object", "rng-random,filename=/dev/urandom,id=rng", "-device", "virtio-rng-pci,rng=rng"],
    ];
  }
}

/** Beside a machine's console file: the command of the lab that is under way in it, as in /proc/PID/cmdline. */
export function commandFile(consoleFile: string): string {
  return consoleFile.replace(/console$/, "command");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
