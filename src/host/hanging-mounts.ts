import { readFileSync } from "node:fs";

/** What the kernel answers by itself, from memory or from a disk of this machine. */
const answering = new Set(
  [
    "bcachefs bpf btrfs cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs erofs exfat ext2 ext3 ext4 f2fs fusectl",
    "hugetlbfs iso9660 jfs mqueue nfsd nsfs overlay proc pstore ramfs reiserfs rpc_pipefs securityfs selinuxfs squashfs",
    "sysfs tmpfs tracefs udf vfat xfs zfs binfmt_misc",
  ].flatMap((line) => line.split(" ")),
);
/** systemd's automount of binfmt_misc is on every host, and nobody's home lies there. */
const binfmt = "/proc/sys/fs/binfmt_misc";

/**
 * Whether any file system is mounted here that may keep a reader waiting for another machine or for a program: NFS, CIFS,
 * FUSE, an automount, and all that is not known. Which of them a path leads to cannot be asked without touching it: a
 * part of it may be a symlink.
 *
 * @param text of /proc/self/mounts (proc_pid_mounts(5)); undefined where it could not be read
 */
export function mountsCanHang(text: string | undefined): boolean {
  if (text === undefined) return true;
  return text.split("\n").some((line) => {
    const [, target, type] = line.split(" ");
    return type !== undefined && !answering.has(type) && target !== binfmt;
  });
}

/** The text of /proc/self/mounts; undefined where it cannot be read. */
export function mountsHere(): string | undefined {
  try {
    return readFileSync("/proc/self/mounts", "utf8");
  } catch {
    return undefined;
  }
}
