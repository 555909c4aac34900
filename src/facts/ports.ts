import { textOf } from "../host/host.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";
import { type SysctlLine, sysctlsAtBoot } from "./sysctl.ts";

/** A socket that listens, by the kernel's tables. */
export interface Listener {
  /** As the kernel has it: hexadecimal, all zero for every address. */
  readonly address: string;
  readonly port: number;
  readonly uid: number;
  readonly protocol: "tcp" | "udp";
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
const parameter = "net.ipv4.ip_unprivileged_port_start";

/** Reads the port limit, what sets it at boot (sysctl.d(5)), and who listens (proc_net(5)). */
export async function learnPorts({ host }: Learning): Promise<Known<Ports>> {
  const [now, boot, ...tables] = await Promise.all([
    host.read("/proc/sys/net/ipv4/ip_unprivileged_port_start"),
    sysctlsAtBoot(host, parameter),
    ...["tcp", "tcp6", "udp", "udp6"].map((name) => host.read(`/proc/net/${name}`)),
  ]);
  const refused = [now, ...tables].find((answer) => answer.outcome === "unanswered");
  if (refused?.outcome === "unanswered") return unknown(refused);
  if (!boot.known) return boot;
  const setBy = boot.value.get(parameter);
  const listeners = tables.flatMap((table, index) => listenersIn(textOf(table) ?? "", index < 2 ? "tcp" : "udp"));
  return known({
    // Kernels before 4.11 have no such limit but their own.
    unprivilegedNow: Number.parseInt(textOf(now) ?? String(kernelDefault), 10),
    unprivilegedAtBoot: setBy?.value ?? kernelDefault,
    ...(setBy ? { setBy } : {}),
    listeners,
  });
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
