import { isHybrid } from "./cgroups.ts";

/** The Debian releases of the lab, oldest first. */
export const RELEASES = ["bullseye", "bookworm", "trixie", "sid"] as const;
export type Release = (typeof RELEASES)[number];

/** Whether text names a release of the lab. */
export function isRelease(text: string): text is Release {
  return (RELEASES as readonly string[]).includes(text);
}

const EVERYWHERE = [
  ...[
    "systemd",
    "systemd-sysv",
    "dbus",
    "dbus-user-session",
    "libpam-systemd",
    "procps",
    "iproute2",
    "passwd",
    "login",
  ],
  ...["sudo", "podman", "uidmap", "crun", "slirp4netns", "fuse-overlayfs", "catatonit", "busybox-static"],
];

/** The packages of a release's tree (lab.md: with these a rootless pod ran; bullseye has no polkitd, passt, netavark; sid no login). */
export function packagesOf(release: Release): readonly string[] {
  if (release === "bullseye") return EVERYWHERE;
  const more = ["polkitd", "passt", "netavark", "aardvark-dns"];
  return [...EVERYWHERE.filter((name) => release !== "sid" || name !== "login"), ...more];
}

/** Whether the release's podman has quadlets (podman 4.4 and later). */
export function hasQuadlets(release: Release): boolean {
  return release === "trixie" || release === "sid";
}

/**
 * Whether the release's systemd boots in a container of this machine. systemd 258 gave up the v1 hierarchies, which a
 * container of a machine with hybrid cgroups still sees in /proc/self/cgroup (systemd's NEWS of 258).
 */
export function bootsInContainer(release: Release): boolean {
  return release !== "sid" || !isHybrid();
}

/** What apt must be told to take the release: an unstable index may be older than its validity. */
export function aptOptionsOf(release: Release): readonly string[] {
  return release === "sid" ? ['Acquire::Check-Valid-Until "false"'] : [];
}
