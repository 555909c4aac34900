/** The Debian releases of the lab, oldest first. */
export const RELEASES = ["bullseye", "bookworm", "trixie"] as const;
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

/** The packages of a release's tree (lab.md: with these a rootless pod ran; bullseye has no polkitd, passt, netavark). */
export function packagesOf(release: Release): readonly string[] {
  return release === "bullseye" ? EVERYWHERE : [...EVERYWHERE, "polkitd", "passt", "netavark", "aardvark-dns"];
}

/** Whether the release's podman has quadlets (podman 4.4 and later). */
export function hasQuadlets(release: Release): boolean {
  return release === "trixie";
}
