import { aboutAccount, type Known, known, type Learning, output } from "./fact.ts";
import type { JournalLine } from "./journal.ts";
import { monotonicUs, type Properties, parseProperties } from "./properties.ts";

/**
 * What podman 5 with pasta, and podman with slirp4netns, say where an interface, an address or a route that they are to
 * use is not there (yet).
 */
export const networkNotReady =
  /External interface not usable|Couldn't set IPv[46] route\(s\) in guest: (?:Invalid argument|Network is unreachable)|Invalid interface name \S+: No such device|invalid outbound_addr6? "/;

const interfaceName = /(?:Invalid interface name |invalid outbound_addr6? ")(\w[\w.-]{0,14})(?:"|: No such device)/;

/** What the boot says of a network that came after the units that need it. */
export interface NetworkAtBoot {
  /** By pod unit: the first line of the boot in which podman or its network helper missed the network. */
  readonly said: ReadonlyMap<string, JournalLine>;
  /** Interfaces that podman was told to use, by the unit that missed one, and that the host has not got even now. */
  readonly absent: ReadonlyMap<string, string>;
  /** The system's network-online.target; undefined where no unit missed the network, so that nobody asked. */
  readonly target?: Properties;
  /** When the system reached it, by the monotonic clock; undefined where it did not, or in another boot than this one. */
  readonly reachedUs?: number;
  readonly command: string;
}

const command = [
  "systemctl",
  "show",
  "--no-pager",
  "--property=ActiveState,WantedBy,RequiredBy,ActiveEnterTimestampMonotonic",
  "--",
  "network-online.target",
];

/** Looks for units that missed the network, and asks the system when it came only where there are any. */
export const learnNetworkAtBoot = aboutAccount(async (learning: Learning): Promise<Known<NetworkAtBoot>> => {
  const [pods, journal] = await Promise.all([learning.fact("podUnits"), learning.fact("journal")]);
  if (!pods.known) return pods;
  if (!journal.known) return journal;
  const units = new Set(pods.value.units.map(({ name }) => name));
  const said = new Map<string, JournalLine>();
  for (const line of journal.value.lines)
    if (units.has(line.unit) && !said.has(line.unit) && networkNotReady.test(line.message)) said.set(line.unit, line);
  const words = command.join(" ");
  if (said.size === 0 || (learning.request.boot ?? 0) !== 0) return known({ said, absent: new Map(), command: words });
  const absent = new Map<string, string>();
  for (const [unit, { message }] of said) {
    const name = interfaceName.exec(message)?.[1];
    const status = name === undefined ? undefined : await learning.host.stat(`/sys/class/net/${name}`);
    if (name !== undefined && status?.outcome === "absent") absent.set(unit, name);
  }
  const shown = await output(learning.host, command);
  if (!shown.known) return shown;
  const target = parseProperties(shown.value)[0] ?? {};
  const reachedUs =
    target["ActiveState"] === "active" ? monotonicUs(target, "ActiveEnterTimestampMonotonic") : undefined;
  return known({ said, absent, target, command: words, ...(reachedUs === undefined ? {} : { reachedUs }) });
});
