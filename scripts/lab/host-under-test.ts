import type { CommandOptions, CommandResult } from "./command.ts";
import type { Release } from "./releases.ts";

/** A container with its own systemd, or a machine with its own kernel. */
export type HostKind = "container" | "vm";

/** The two accounts of every host: `podder` (uid 1001) has the pods, `other` (uid 1000) is somebody else. */
export type Account = "podder" | "other";

/**
 * How a command of a user is started: `environment` as in a login session (XDG_RUNTIME_DIR and the bus address are
 * set, but no session is opened), `su` without both, `pam-session` in a true PAM session (which starts the user manager).
 */
export type Session = "environment" | "su" | "pam-session";

export interface UserCommandOptions extends CommandOptions {
  readonly user?: Account;
  readonly session: Session;
}

export interface FileOptions {
  /** Name of the owner and of the owner's primary group; root unless told. Missing folders are made as the owner. */
  readonly owner?: "root" | Account;
  readonly mode?: number;
}

/** What a boot came to. A state is what `systemctl is-system-running` prints; `absent`: no user manager was there. */
export interface BootReport {
  readonly system: string;
  /** The state of the user manager of each lingering account. */
  readonly users: Readonly<Record<string, string>>;
  /** False when systemd or a lingering user's manager was still starting at the time limit. */
  readonly settled: boolean;
  /** Until the host's systemd had settled, and until the user managers had as well. */
  readonly milliseconds: { readonly system: number; readonly all: number };
}

export interface BootOptions {
  /** How long systemd and the user managers may take to settle; 100 unless told (a quadlet may wait for 90 s). */
  readonly seconds?: number;
}

/** A container of the host that has a living process. */
export interface RunningContainer {
  readonly name: string;
  readonly id: string;
  readonly uid: number;
}

/**
 * A whole Debian that is planted, booted, asked and thrown away. Every call has a time limit.
 * A command's working directory is `/`; calls that need a booted host throw when it is down.
 */
export interface HostUnderTest {
  readonly kind: HostKind;
  readonly release: Release;
  readonly variant: string;
  readonly booted: boolean;
  /** Where the host's tree can be read while it is down. Absolute links in it lead out of it. */
  readonly tree: string;
  boot(options?: BootOptions): Promise<BootReport>;
  /** Runs a command as root: in the booted host, or, while it is down, in its tree (chroot: for planting). */
  asRoot(argv: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  asUser(argv: readonly string[], options: UserCommandOptions): Promise<CommandResult>;
  /** Writes a file, booted or not; a link in its place is replaced, not followed. Throws when it cannot be written. */
  putFile(path: string, content: string | Uint8Array, options?: FileOptions): Promise<void>;
  /** The containers whose conmon and main process live, of all users: looked up without starting anything. */
  runningContainers(): Promise<readonly RunningContainer[]>;
  /** Whether a podman is at work, which may yet start or stop a container. */
  isStartingContainers(): Promise<boolean>;
  powerOff(): Promise<void>;
  /** As a power cut: every process is gone at once, what was written stays. */
  cutPower(): Promise<void>;
  reboot(options?: BootOptions): Promise<BootReport>;
  /** What the host wrote on its console in all boots so far. */
  consoleText(): string;
  /** Copies what is left of the host to a folder of this machine, for a person to look at; the host is powered off. */
  keep(folder: string): Promise<void>;
  destroy(): Promise<void>;
}

/**
 * Whether the healthy host's containers run, judged from outside: no session is opened, no podman is started.
 * `steadySeconds`: look again after that time, for a pod that is stopped right after its start (lab.md: after two seconds).
 */
export async function podIsRunning(
  host: HostUnderTest,
  options: { readonly containers?: readonly string[]; readonly steadySeconds?: number } = {},
): Promise<boolean> {
  const { containers = ["web-app"], steadySeconds = 0 } = options;
  const running = async (): Promise<boolean> => {
    const names = (await host.runningContainers()).map(({ name }) => name);
    return containers.every((name) => names.includes(name));
  };
  if (!(await running())) return false;
  if (steadySeconds === 0) return true;
  await Bun.sleep(steadySeconds * 1000);
  return running();
}
