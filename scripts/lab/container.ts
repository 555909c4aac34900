import { closeSync, existsSync, openSync, readdirSync, readFileSync } from "node:fs";
import { inCgroup, killCgroup, makeCgroup, processesOf, removeCgroup } from "./cgroups.ts";
import { type CommandOptions, type CommandResult, command, mustRun, SYSTEM_PATH } from "./command.ts";
import type {
  Account,
  BootOptions,
  BootReport,
  FileOptions,
  HostUnderTest,
  RunningContainer,
  UserCommandOptions,
} from "./host-under-test.ts";
import type { Overlay } from "./overlay.ts";
import { scratchDirectory } from "./paths.ts";
import { putFileArgv } from "./put-file.ts";
import type { Release } from "./releases.ts";
import { childrenOf, containersAmong, isPodman } from "./running-containers.ts";
import { UIDS, userArgv } from "./session.ts";
import { bootReport } from "./settle.ts";

export interface ContainerOptions {
  readonly release: Release;
  readonly variant: string;
  /** Names the host within its run. */
  readonly name: string;
  /** The cgroup of the run: the host's own is made below it. */
  readonly runCgroup: string;
  readonly overlay: Overlay;
}

/**
 * A host in a systemd-nspawn container: its own systemd as PID 1, its own cgroup, its own network with `lo` alone.
 * The flags and what they are for: lab.md and systemd-nspawn(1).
 */
export class ContainerHost implements HostUnderTest {
  readonly kind = "container";
  readonly release: Release;
  readonly variant: string;
  readonly #name: string;
  readonly #cgroup: string;
  readonly #overlay: Overlay;
  #nspawn: Bun.Subprocess | undefined;
  #init = 0;
  #commands = 0;

  constructor(options: ContainerOptions) {
    this.release = options.release;
    this.variant = options.variant;
    this.#name = options.name;
    this.#cgroup = `${options.runCgroup}/${options.name}`;
    this.#overlay = options.overlay;
  }

  /** The root of the host's tree, to look at from outside. Absolute links in it lead out of it: write with putFile. */
  get tree(): string {
    return this.#overlay.root;
  }

  get booted(): boolean {
    return this.#init !== 0;
  }

  async boot(options: BootOptions = {}): Promise<BootReport> {
    if (this.booted) throw new Error(`${this.#name} is booted already`);
    const begun = Date.now();
    const deadline = begun + (options.seconds ?? 100) * 1000;
    makeCgroup(this.#cgroup);
    const log = openSync(this.#consoleLog, "a");
    this.#nspawn = Bun.spawn(inCgroup(this.#cgroup, [...NSPAWN, "-D", this.tree, "-M", this.#name]), {
      env: { PATH: SYSTEM_PATH, SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: "1", SYSTEMD_NSPAWN_API_VFS_WRITABLE: "yes" },
      cwd: "/",
      stdin: "ignore",
      stdout: log,
      stderr: log,
    });
    closeSync(log);
    try {
      this.#init = await this.#waitForInit(this.#nspawn, deadline);
    } catch (error) {
      await this.cutPower();
      throw error;
    }
    return bootReport({
      begun,
      deadline,
      users: this.#lingering(),
      state: (argv) => this.#state(argv),
      hasManager: async (uid) => existsSync(`/proc/${this.#init}/root/run/user/${uid}/systemd/private`),
    });
  }

  async asRoot(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const env = options.env ?? { PATH: SYSTEM_PATH, LANG: "C.UTF-8", HOME: "/root", USER: "root", LOGNAME: "root" };
    if (!this.booted) return command(["chroot", this.tree, ...argv], { ...options, env });
    const cgroup = `${this.#cgroup}/payload/lab-${this.#commands++}`;
    makeCgroup(cgroup);
    const inside = ["nsenter", "-t", String(this.#init), "-m", "-u", "-i", "-n", "-p", "-C", "--", ...argv];
    try {
      const onTimeLimit = (): void => killCgroup(cgroup);
      return await command(inCgroup(cgroup, inside), { called: argv, ...options, env, onTimeLimit });
    } finally {
      // What the command left running is the host's own business, and keeps its cgroup.
      if (processesOf(cgroup).length === 0) await removeCgroup(cgroup, 1);
    }
  }

  async asUser(argv: readonly string[], options: UserCommandOptions): Promise<CommandResult> {
    if (!this.booted) throw new Error(`${this.#name} is down: nobody can run a command there`);
    const { user = "podder", session, env, ...rest } = options;
    return this.asRoot(userArgv(user, session, env, argv), rest);
  }

  async putFile(path: string, content: string | Uint8Array, options: FileOptions = {}): Promise<void> {
    const result = await this.asRoot(putFileArgv(path, options), { stdin: content });
    if (result.exit !== 0) throw new Error(`${path} could not be put on ${this.#name}: ${result.stderr}`);
  }

  async runningContainers(): Promise<readonly RunningContainer[]> {
    return containersAmong(processesOf(this.#cgroup));
  }

  async isStartingContainers(): Promise<boolean> {
    return processesOf(this.#cgroup).some(isPodman);
  }

  async powerOff(): Promise<void> {
    const nspawn = this.#nspawn;
    if (nspawn === undefined || !this.booted) return;
    const asked = await this.asRoot(["systemctl", "--no-block", "poweroff"]);
    // A host may be broken in what systemctl needs: the signal means the same to PID 1 (systemd(1), SIGRTMIN+4).
    if (asked.exit !== 0) await command(["kill", "-s", "RTMIN+4", String(this.#init)]);
    // A container that does not heed SIGTERM takes 10 s, a unit's own stop at most 90 s.
    const gone = await Promise.race([nspawn.exited.then(() => true), Bun.sleep(120_000).then(() => false)]);
    await this.cutPower();
    if (!gone) throw new Error(`${this.#name} did not power off within 120 s`);
  }

  async cutPower(): Promise<void> {
    this.#init = 0;
    const gone = await removeCgroup(this.#cgroup);
    await this.#nspawn?.exited;
    this.#nspawn = undefined;
    if (!gone) throw new Error(`a process of ${this.#name} would not end`);
  }

  async reboot(options: BootOptions = {}): Promise<BootReport> {
    await this.powerOff();
    return this.boot(options);
  }

  consoleText(): string {
    return existsSync(this.#consoleLog) ? readFileSync(this.#consoleLog, "utf8") : "";
  }

  async keep(folder: string): Promise<void> {
    await this.powerOff();
    await mustRun(["cp", "--archive", this.#overlay.upper, `${folder}/changed`]);
  }

  async destroy(): Promise<void> {
    await this.cutPower();
    await this.#overlay.remove();
  }

  get #consoleLog(): string {
    return `${scratchDirectory()}/${this.#name}.console`;
  }

  // The host's PID 1 is the child of systemd-nspawn that has become its own namespace's first process and systemd.
  async #waitForInit(nspawn: Bun.Subprocess, deadline: number): Promise<number> {
    while (nspawn.exitCode === null && nspawn.signalCode === null && Date.now() < deadline) {
      for (const pid of childrenOf(nspawn.pid)) {
        try {
          if (readFileSync(`/proc/${pid}/comm`, "utf8") === "systemd\n") return pid;
        } catch {
          // It ended between being listed and being read.
        }
      }
      await Bun.sleep(10);
    }
    throw new Error(`${this.#name} did not boot:\n${this.consoleText().slice(-2000)}`);
  }

  #lingering(): Account[] {
    const folder = `${this.tree}/var/lib/systemd/linger`;
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return (Object.keys(UIDS) as Account[]).filter((account) => names.includes(account));
  }

  async #state(argv: readonly string[]): Promise<string> {
    if (this.#nspawn === undefined || this.#nspawn.exitCode !== null)
      throw new Error(`${this.#name} went down while booting`);
    return (await this.asRoot(argv)).stdout.trim();
  }
}

const NSPAWN = [
  ...["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--boot", "--console=read-only", "--hostname=web1"],
  // Modules are the machine's to load: without the capability systemd-modules-load is skipped instead of failing.
  ...[
    "--capability=all",
    "--drop-capability=CAP_SYS_MODULE",
    "--private-network",
    "--resolv-conf=off",
    // Else it looks for its journal on the machine, and for the machine's id, which a bare one may lack.
    "--link-journal=no",
    "--system-call-filter=@keyring bpf",
  ],
];
