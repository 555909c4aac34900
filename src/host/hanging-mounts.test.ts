import { expect, test } from "bun:test";
import { mountsCanHang } from "./hanging-mounts.ts";

const own = [
  "/dev/vda1 / ext4 rw 0 0",
  "proc /proc proc rw 0 0",
  "systemd-1 /proc/sys/fs/binfmt_misc autofs rw 0 0",
  "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0",
  "/dev/vdb /srv/my\\040homes xfs rw 0 0",
];

test("a machine's own file systems do not keep anybody waiting, however many there are", () => {
  expect(mountsCanHang(`${own.join("\n")}\n`)).toBe(false);
});

test.each([
  ["NFS", "server:/export /home nfs4 rw 0 0"],
  ["FUSE", "sshfs#host: /home/podder/there fuse.sshfs rw 0 0"],
  ["an automount of homes", "systemd-1 /home autofs rw 0 0"],
  ["a type that nobody knows", "x /mnt newfs rw 0 0"],
])("%s may", (_, line) => {
  expect(mountsCanHang([...own, line].join("\n"))).toBe(true);
});

test("what could not be read may hold any", () => {
  expect(mountsCanHang(undefined)).toBe(true);
});
