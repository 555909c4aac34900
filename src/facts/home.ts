import { type StatAnswer, textOf, unanswered } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { learnMounts, type Mount, mountAmong, parseMountLine } from "./mounts.ts";
import { monotonicUs, type Properties, parseProperties } from "./properties.ts";

/** The account's home as a place on disk, and what brings it there at boot. */
export interface Home {
  readonly path: string;
  /** As whoever asks, links followed. */
  readonly status: StatAnswer;
  /** The entry of /etc/fstab on which the home lies, the root's own left out. */
  readonly inFstab?: Mount & { readonly line: number };
  /** What is mounted at the home or above it now, the root's own left out. */
  readonly mounted?: Mount;
  /** The mount of the autofs daemon that brings it when it is looked into; systemd's own automounts are units. */
  readonly byAutofs?: Mount;
  /** What the system manager says of the mount; undefined where the home needs none, or it was not asked. */
  readonly unit?: MountUnit;
}

export interface MountUnit {
  readonly name: string;
  /** A file or fstab stands behind it; else it is known only because it is mounted now. */
  readonly configured: boolean;
  /** user@UID.service pulls it in and waits for it, by RequiresMountsFor= or a dependency of its own. */
  readonly required: boolean;
  /** It comes before local-fs.target or remote-fs.target, for which all sessions wait, or is home.mount itself. */
  readonly ordered: boolean;
  /** It is mounted when something looks into it. */
  readonly onDemand: boolean;
  /** The user manager starts after the autofs daemon. */
  readonly afterAutofs: boolean;
  readonly activeState: string;
  /**
   * Whether it was mounted long after the user manager began to start in this boot, as by a login; systemd hears of
   * mounts that are none of its own a second or two late. Undefined where either has not been.
   */
  readonly late?: boolean;
}

const lateUs = 10_000_000;

const properties = [
  "Id",
  "LoadState",
  "ActiveState",
  "FragmentPath",
  "SourcePath",
  "After",
  "Before",
  "Requires",
  "BindsTo",
  "Wants",
  "RequiresMountsFor",
  "TriggeredBy",
  "InactiveExitTimestampMonotonic",
  "ActiveEnterTimestampMonotonic",
].join(",");

/** Where the home lies on the root file system, fstab and the kernel's table say so, and no command is run. */
export const learnHome = aboutAccount(async ({ host }: Learning, account): Promise<Known<Home>> => {
  const path = account.home;
  const [status, fstab, mounts] = await Promise.all([
    host.stat(path, { follow: true }),
    host.read("/etc/fstab"),
    learnMounts(host),
  ]);
  if (status.outcome === "unanswered") return unknown(status);
  if (fstab.outcome === "unanswered") return unknown(fstab);
  if (mounts === undefined) {
    return unknown({ outcome: "unanswered", reason: "failed", detail: "/proc/self/mounts could not be read" });
  }
  const text = textOf(fstab) ?? "";
  const entry = ownMount(mountAmong(parseFstab(text), path));
  const mounted = ownMount(mountAmong(mounts, path));
  const target = entry?.target ?? mounted?.target;
  const byAutofs = mountAmong(
    mounts.filter(({ type, source }) => type === "autofs" && source !== "systemd-1"),
    path,
  );
  const base = {
    path,
    status,
    ...(entry ? { inFstab: entry } : {}),
    ...(mounted ? { mounted } : {}),
    ...(byAutofs ? { byAutofs } : {}),
  };
  if (target === undefined) return known(base);
  // systemctl(1) makes a unit's name of a path itself; in a report the path is replaced, and an escaped name is not.
  const asked = [target, `user@${account.uid}.service`];
  const answer = await host.run(["systemctl", "show", "--no-pager", `--property=${properties}`, "--", ...asked]);
  if (answer.outcome === "unanswered") return unknown(answer);
  const [mount = {}, manager = {}] = parseProperties(answer.stdout);
  const name = mount["Id"];
  if (name === undefined || manager["LoadState"] === undefined)
    return unknown(unanswered("failed", `systemctl show ${target} (exit ${answer.exit}): ${answer.stderr.trim()}`));
  const words = (unit: Properties, property: string) => (unit[property] ?? "").split(" ").filter(Boolean);
  const mountedUs = monotonicUs(mount, "ActiveEnterTimestampMonotonic");
  const startedUs = monotonicUs(manager, "InactiveExitTimestampMonotonic");
  return known({
    ...base,
    unit: {
      name,
      // What systemd knows only from the kernel has the kernel's table as its source.
      configured: Boolean(mount["FragmentPath"] || (mount["SourcePath"] && !mount["SourcePath"].startsWith("/proc/"))),
      required:
        ["Requires", "BindsTo", "Wants"].some((property) => words(manager, property).includes(name)) ||
        words(manager, "RequiresMountsFor").some((needed) => needed === target || needed.startsWith(`${target}/`)),
      ordered:
        name === "home.mount" ||
        words(manager, "After").includes(name) ||
        words(mount, "Before").some((unit) => unit === "local-fs.target" || unit === "remote-fs.target"),
      onDemand:
        words(mount, "TriggeredBy").length > 0 || (mounted?.type === "autofs" && mounted.source === "systemd-1"),
      afterAutofs: words(manager, "After").includes("autofs.service"),
      activeState: mount["ActiveState"] ?? "",
      ...(mountedUs === undefined || startedUs === undefined ? {} : { late: mountedUs > startedUs + lateUs }),
    },
  });
});

function ownMount<M extends Mount>(mount: M | undefined): M | undefined {
  return mount && mount.target !== "/" && mount.target.startsWith("/") ? mount : undefined;
}

function parseFstab(text: string): readonly (Mount & { line: number })[] {
  return text
    .split("\n")
    .flatMap((line, index) => parseMountLine(line).map((mount) => ({ ...mount, line: index + 1 })));
}
