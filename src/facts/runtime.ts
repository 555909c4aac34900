import { type StatAnswer, textOf } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** The runtime directory and what a user manager and a user bus leave in it. */
export interface Runtime {
  readonly directory: Place;
  /** /run/user/UID/bus */
  readonly bus: Place;
  /** /run/user/UID/systemd/private, the manager's own socket: systemctl needs no bus. */
  readonly managerSocket: Place;
  /** Whether a process listens on the bus socket, by the kernel's table: connecting would start the bus. */
  readonly busListens: boolean;
}

export interface Place {
  readonly path: string;
  readonly status: StatAnswer;
}

/** Flag of a listening socket in /proc/net/unix (SO_ACCEPTCON, include/uapi/linux/net.h). */
const listening = "00010000";

/**
 * Looks at /run/user/UID without opening anything in it. As another user than the account or root, what lies in the
 * directory (mode 0700) stays unanswered.
 */
export const learnRuntime = aboutAccount(async ({ host }: Learning, account): Promise<Known<Runtime>> => {
  const directory = account.runtimeDirectory;
  const [itself, bus, managerSocket, sockets] = await Promise.all([
    host.stat(directory),
    host.stat(`${directory}/bus`, { as: account }),
    host.stat(`${directory}/systemd/private`, { as: account }),
    host.read("/proc/net/unix"),
  ]);
  const refused = [itself, bus, managerSocket, sockets].find((answer) => answer.outcome === "unanswered");
  if (refused?.outcome === "unanswered") return unknown(refused);
  return known({
    directory: { path: directory, status: itself },
    bus: { path: `${directory}/bus`, status: bus },
    managerSocket: { path: `${directory}/systemd/private`, status: managerSocket },
    busListens: listensOn(textOf(sockets) ?? "", `${directory}/bus`),
  });
});

function listensOn(table: string, path: string): boolean {
  return table.split("\n").some((line) => {
    const [, , , flags, , , , name] = line.trim().split(/\s+/);
    return flags === listening && name === path;
  });
}
