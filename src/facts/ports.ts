import { type Host, textOf } from "../host/host.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";

/** A socket that listens, by the kernel's tables. */
export interface Listener {
  /** As the kernel has it: hexadecimal, all zero for every address. */
  readonly address: string;
  readonly port: number;
  readonly uid: number;
  readonly protocol: "tcp" | "udp";
}

/** The line of sysctl.d(5) that sets the first port that anybody may bind. */
export interface SysctlLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly value: number;
}

export interface Ports {
  /** net.ipv4.ip_unprivileged_port_start as it is now. */
  readonly unprivilegedNow: number;
  /** What it is after a boot: the last line that sets it, or the kernel's 1024. */
  readonly unprivilegedAtBoot: number;
  readonly setBy?: SysctlLine;
  readonly listeners: readonly Listener[];
}

const kernelDefault = 1024;
const key = /^-?net[./]ipv4[./]ip_unprivileged_port_start$/;
const folders = ["/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d"];

/** Reads the port limit, what sets it at boot (sysctl.d(5)), and who listens (proc_net(5)). */
export async function learnPorts({ host }: Learning): Promise<Known<Ports>> {
  const [now, boot, ...tables] = await Promise.all([
    host.read("/proc/sys/net/ipv4/ip_unprivileged_port_start"),
    sysctlAtBoot(host),
    ...["tcp", "tcp6", "udp", "udp6"].map((name) => host.read(`/proc/net/${name}`)),
  ]);
  const refused = [now, ...tables].find((answer) => answer.outcome === "unanswered");
  if (refused?.outcome === "unanswered") return unknown(refused);
  if (!boot.known) return boot;
  const listeners = tables.flatMap((table, index) => listenersIn(textOf(table) ?? "", index < 2 ? "tcp" : "udp"));
  return known({
    // Kernels before 4.11 have no such limit but their own.
    unprivilegedNow: Number.parseInt(textOf(now) ?? String(kernelDefault), 10),
    unprivilegedAtBoot: boot.value?.value ?? kernelDefault,
    ...(boot.value ? { setBy: boot.value } : {}),
    listeners,
  });
}

/** Files sorted by name whatever their folder, one of a name hiding those below; the last line wins. */
async function sysctlAtBoot(host: Host): Promise<Known<SysctlLine | undefined>> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    const listing = await host.list(folder);
    if (listing.outcome === "unanswered") return unknown(listing);
    if (listing.outcome !== "listed") continue;
    for (const { name } of listing.entries)
      if (name.endsWith(".conf") && !files.has(name)) files.set(name, `${folder}/${name}`);
  }
  let found: SysctlLine | undefined;
  for (const name of [...files.keys()].sort()) {
    const path = files.get(name) ?? "";
    const answer = await host.read(path);
    if (answer.outcome === "unanswered" && answer.reason !== "not-regular") return unknown(answer);
    const lines = (textOf(answer) ?? "").split("\n");
    for (const [index, text] of lines.entries()) {
      const [, name = "", value = ""] = /^\s*([^=#;]+?)\s*=\s*(\d+)\s*$/.exec(text) ?? [];
      if (key.test(name)) found = { path, line: index + 1, text: text.trim(), value: Number(value) };
    }
  }
  return known(found);
}

/** State 0A is TCP's LISTEN; a UDP socket that waits has state 07. */
function listenersIn(table: string, protocol: "tcp" | "udp"): readonly Listener[] {
  return table.split("\n").flatMap((text) => {
    const [, local = "", , state, , , , uid] = text.trim().split(/\s+/);
    const [address = "", port = ""] = local.split(":");
    if (state !== (protocol === "tcp" ? "0A" : "07") || uid === undefined) return [];
    return [{ address, port: Number.parseInt(port, 16), uid: Number(uid), protocol }];
  });
}
