import { type Host, textOf } from "../host/host.ts";
import { type Known, known, unknown } from "./fact.ts";

/** The line of sysctl.d(5) that sets a kernel parameter at boot. */
export interface SysctlLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly value: number;
}

const folders = ["/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d"];

/**
 * The lines that set some parameters (`net.ipv4.ip_unprivileged_port_start`) at boot, each by its name. systemd-sysctl
 * reads the files sorted by name whatever their folder, one of a name hiding those below; the last line wins (sysctl.d(5)).
 *
 * @returns nothing for a parameter that no file sets to a number; unknown where a file or folder cannot be read
 */
export async function sysctlsAtBoot(
  host: Host,
  ...parameters: readonly string[]
): Promise<Known<ReadonlyMap<string, SysctlLine>>> {
  const files = new Map<string, string>();
  for (const folder of folders) {
    const listing = await host.list(folder);
    if (listing.outcome === "unanswered") return unknown(listing);
    if (listing.outcome !== "listed") continue;
    for (const { name } of listing.entries)
      if (name.endsWith(".conf") && !files.has(name)) files.set(name, `${folder}/${name}`);
  }
  const found = new Map<string, SysctlLine>();
  for (const name of [...files.keys()].sort()) {
    const path = files.get(name) ?? "";
    const answer = await host.read(path);
    // A link to /dev/null takes a file of the distribution's away.
    if (answer.outcome === "unanswered" && answer.reason !== "not-regular") return unknown(answer);
    const lines = (textOf(answer) ?? "").split("\n");
    for (const [index, text] of lines.entries()) {
      const [, key = "", value = ""] = /^\s*-?([^=#;]+?)\s*=\s*(\d+)\s*$/.exec(text) ?? [];
      const parameter = key.replaceAll("/", ".");
      if (parameters.includes(parameter))
        found.set(parameter, { path, line: index + 1, text: text.trim(), value: Number(value) });
    }
  }
  return known(found);
}
