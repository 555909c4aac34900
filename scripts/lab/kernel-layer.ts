import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { CommandFailed, mustRun, SYSTEM_PATH } from "./command.ts";
import { mountOverlay } from "./overlay.ts";
import { debianMirror } from "./packages.ts";
import { labDirectory } from "./paths.ts";
import { aptOptionsOf, type Release } from "./releases.ts";
import { ensureBuilt, ensureTree, recipeHash, treeDirectory } from "./tree.ts";
import { AGENT, AGENT_UNIT } from "./vm-agent.ts";

const PACKAGES = ["linux-image-cloud-amd64", "initramfs-tools", "udev", "kmod"] as const;
const PATIENCE =
  "[Manager]\nDefaultTimeoutStartSec=10min\nDefaultTimeoutStopSec=10min\nDefaultDeviceTimeoutSec=10min\n";
const FILES: Readonly<Record<string, string>> = {
  // Only what finds the root file system: unpacking a whole initramfs takes an emulated processor many seconds.
  "/etc/initramfs-tools/conf.d/poddoctor-lab": "MODULES=list\n",
  "/etc/initramfs-tools/modules": "ext4\nvirtio_pci\nvirtio_blk\n",
  "/etc/fstab": "/dev/vda / ext4 defaults 0 1\n",
  // What takes a processor seconds takes an emulated one that others use as well minutes: no unit may fail of that.
  "/etc/systemd/system.conf.d/poddoctor-lab.conf": PATIENCE,
  "/etc/systemd/user.conf.d/poddoctor-lab.conf": PATIENCE,
  "/usr/local/lib/poddoctor-lab/agent": AGENT,
  "/etc/systemd/system/poddoctor-lab-agent.service": AGENT_UNIT,
};

/** A layer above a release's tree that makes it boot with its own kernel, and where kernel and initramfs are in it. */
export interface KernelLayer {
  readonly layer: string;
  readonly kernel: string;
  readonly initramfs: string;
}

/** The kernel layer of a release, built if it is not there. Throws CommandFailed when apt in the tree fails. */
export async function ensureKernelLayer(release: Release, run: string): Promise<KernelLayer> {
  const tree = await ensureTree(release, run);
  const hash = recipeHash({ below: treeDirectory(release).split("/").at(-1), packages: PACKAGES, files: FILES });
  const layer = `${labDirectory()}/layers/${release}-kernel-${hash}`;
  await ensureBuilt(layer, run, (target) => buildKernelLayer(release, tree, target));
  const names = readdirSync(`${layer}/boot`);
  const find = (prefix: string): string => {
    const name = names.find((candidate) => candidate.startsWith(prefix));
    if (name === undefined) throw new Error(`${layer}/boot has no ${prefix}*`);
    return `${layer}/boot/${name}`;
  };
  return { layer, kernel: find("vmlinuz-"), initramfs: find("initrd.img-") };
}

async function buildKernelLayer(release: Release, tree: string, target: string): Promise<void> {
  const overlay = await mountOverlay(`build-${release}-kernel`, [tree]);
  const { root } = overlay;
  for (const [path, content] of Object.entries(FILES)) {
    await mustRun(["mkdir", "-p", `${root}${path.replace(/\/[^/]*$/, "")}`]);
    writeFileSync(root + path, content);
  }
  await mustRun(["chmod", "755", `${root}/usr/local/lib/poddoctor-lab/agent`]);
  const list = `${root}/tmp/poddoctor-lab.list`;
  writeFileSync(list, `deb ${debianMirror()} ${release} main\n`);
  await mustRun(["cp", "/etc/resolv.conf", "/etc/hosts", `${root}/tmp/`]);
  await mustRun(["mount", "--bind", "/etc/hosts", `${root}/etc/hosts`]);
  await mustRun(["mount", "--bind", "/etc/resolv.conf", `${root}/etc/resolv.conf`]);
  await mustRun(["mount", "-t", "proc", "proc", `${root}/proc`]);
  const options = ['Dir::Etc::SourceList "/tmp/poddoctor-lab.list"', 'Acquire::Retries "3"', ...aptOptionsOf(release)];
  const apt = ["apt-get", "-q", ...options.flatMap((option) => ["-o", option.replace(/ "(.*)"$/, "=$1")])];
  const env = { PATH: SYSTEM_PATH, LC_ALL: "C.UTF-8", DEBIAN_FRONTEND: "noninteractive" };
  await retry(() => mustRun(["chroot", root, ...apt, "update"], { env, seconds: 300 }));
  const install = ["install", "--yes", "--no-install-recommends", ...PACKAGES];
  // The modules file was put there first, so that the initramfs is made once.
  const keep = ["-o", "Dpkg::Options::=--force-confold"];
  await retry(() => mustRun(["chroot", root, ...apt, ...keep, ...install], { env, seconds: 600 }));
  await mustRun(["chroot", root, "systemctl", "enable", "poddoctor-lab-agent.service"], { env });
  await mustRun(["umount", `${root}/proc`, `${root}/etc/hosts`, `${root}/etc/resolv.conf`]);
  for (const left of ["tmp", "var/lib/apt/lists", "var/cache/apt"]) {
    for (const name of readdirSync(`${root}/${left}`)) rmSync(`${root}/${left}/${name}`, { recursive: true });
  }
  writeFileSync(`${root}/etc/machine-id`, "");
  await overlay.unmount();
  await mustRun(["cp", "--archive", overlay.upper, target]);
  rmSync(overlay.upper, { recursive: true });
}

async function retry(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === 3 || !(error instanceof CommandFailed)) throw error;
      await Bun.sleep(attempt * 5000);
    }
  }
}
