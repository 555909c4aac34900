import { type Host, textOf } from "../host/host.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";
import { startTicks, tickUs } from "./process-stat.ts";

export interface Platform {
  readonly hostName: string;
  /** `PRETTY_NAME` of os-release(5). */
  readonly os: string;
  readonly kernel: string;
  readonly bootId: string;
  /** RFC 3339, UTC; empty where it is not known. */
  readonly bootedAt: string;
  /** The name of process 1, as the kernel has it. */
  readonly init: string;
  /** sd_booted(3): /run/systemd/system is a directory. */
  readonly bootedWithSystemd: boolean;
  /** As `systemctl --version` begins, e.g. 257; undefined where systemd is not installed. */
  readonly systemdVersion?: number;
  /** e.g. `5.4.2`; undefined where podman is not installed. */
  readonly podmanVersion?: string;
}

/** Names and versions of the machine; all of it readable by anyone. */
export async function learnPlatform({ host }: Learning): Promise<Known<Platform>> {
  const [systemd, podman, init, run, osRelease, kernel, bootId, stat, firstProcess, hostName] = await Promise.all([
    host.run(["systemctl", "--version"]),
    podmanVersion(host),
    host.read("/proc/1/comm"),
    host.stat("/run/systemd/system"),
    host.read("/etc/os-release"),
    host.read("/proc/sys/kernel/osrelease"),
    host.read("/proc/sys/kernel/random/boot_id"),
    host.read("/proc/stat"),
    host.read("/proc/1/stat"),
    host.read("/proc/sys/kernel/hostname"),
  ]);
  if (run.outcome === "unanswered") return unknown(run);
  if (init.outcome === "unanswered") return unknown(init);
  const systemdVersion = systemd.outcome === "exited" ? /^systemd (\d+)/.exec(systemd.stdout)?.[1] : undefined;
  return known({
    hostName: line(textOf(hostName)),
    os: osName(textOf(osRelease) ?? ""),
    kernel: line(textOf(kernel)),
    bootId: line(textOf(bootId)),
    bootedAt: bootedAt(textOf(stat) ?? "", textOf(firstProcess) ?? ""),
    init: line(textOf(init)),
    bootedWithSystemd: run.outcome === "present" && run.kind === "directory",
    ...(systemdVersion === undefined ? {} : { systemdVersion: Number(systemdVersion) }),
    ...(podman === undefined ? {} : { podmanVersion: podman }),
  });
}

/**
 * When process 1 was started: on a machine right after its kernel, in a container long after that. systemd's own
 * UserspaceTimestamp= is the clock as it stood then, which is wrong on a machine that has none while it is off; the
 * kernel counts back from now.
 */
export function bootedAt(stat: string, firstProcess: string): string {
  const kernel = /^btime (\d+)$/m.exec(stat)?.[1];
  if (kernel === undefined) return "";
  const startedUs = (startTicks(firstProcess) ?? 0) * tickUs;
  return new Date(Number(kernel) * 1000 + Math.round(startedUs / 1000)).toISOString();
}

/**
 * podman itself is not asked: even `podman --version` needs a runtime directory (5.4) and leaves folders in the home and
 * in /tmp (4.3, seen on bookworm). Its generator, from 4.4 on, and the package's own records know as well.
 */
async function podmanVersion(host: Host): Promise<string | undefined> {
  const witnesses = [
    ["/usr/lib/systemd/user-generators/podman-user-generator", "-version"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query replaces it
    ["dpkg-query", "-W", "-f=${Version}", "podman"],
    ["rpm", "-q", "--qf=%{VERSION}", "podman"],
    ["pacman", "-Q", "podman"],
  ];
  for (const argv of witnesses) {
    const answer = await host.run(argv);
    if (answer.outcome !== "exited" || answer.exit !== 0) continue;
    const version = /\d+\.\d+[.0-9]*(-rc\d+)?/.exec(answer.stdout)?.[0];
    if (version !== undefined) return version;
  }
  return undefined;
}

function line(text: string | undefined): string {
  return (text ?? "").trim();
}

function osName(text: string): string {
  const value = /^PRETTY_NAME=(.*)$/m.exec(text)?.[1] ?? "Linux";
  return value.replace(/^(["'])(.*)\1$/, "$2");
}
