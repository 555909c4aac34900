import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { cgroupMounts } from "./cgroups.ts";
import { mustRun } from "./command.ts";
import { hold } from "./hold.ts";
import { debianMirror } from "./packages.ts";
import { buildDirectory, labDirectory } from "./paths.ts";
import { aptOptionsOf, packagesOf, type Release } from "./releases.ts";

interface TreeRecipe {
  readonly release: Release;
  readonly packages: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Run in the tree's chroot, in this order. */
  readonly commands: readonly (readonly string[])[];
}

/** The content of the one image of the lab, `localhost/app:1`: a program that ends on SIGTERM, as a good citizen does. */
export const APP_SCRIPT = `#!/bin/sh
trap 'echo app: bye; exit 0' TERM INT
httpd -p "\${PORT:-8080}" -h /srv
echo app: ready
while :; do sleep 3600 & wait $!; done
`;

const PAUSE_SCRIPT = `#!/bin/sh
trap 'exit 0' TERM INT
while :; do sleep 3600 & wait $!; done
`;

/** The tar from which an account of a host imports the image. */
export const APP_TAR = "/usr/local/share/poddoctor-lab/app.tar";
const APP_ROOT = "/usr/local/share/poddoctor-lab/app";

function treeRecipe(release: Release): TreeRecipe {
  const app = APP_ROOT;
  return {
    release,
    packages: packagesOf(release),
    files: {
      "/etc/hostname": "web1\n",
      "/etc/hosts": "127.0.0.1 localhost\n127.0.1.1 web1\n",
      "/etc/resolv.conf": "",
      "/etc/machine-id": "",
      // The mirror's address stays out of the tree, and so out of every recording made from it.
      "/etc/apt/sources.list": "",
      // A container has no udev that makes them; rootless podman's storage and network need them.
      "/etc/tmpfiles.d/poddoctor-lab.conf":
        "c! /dev/fuse 0666 root root - 10:229\nd /dev/net 0755\nc! /dev/net/tun 0666 root root - 10:200\n",
      ...containersConf(release),
      [`${app}/bin/app`]: APP_SCRIPT,
      ...(release === "bullseye" ? { [`${app}/bin/pause`]: PAUSE_SCRIPT } : {}),
      [`${app}/srv/index.html`]: "poddoctor lab\n",
    },
    commands: [
      ["mkdir", "-p", "/var/log/journal", `${app}/tmp`, `${app}/etc`],
      ["chmod", "755", `${app}/bin/app`],
      ...(release === "bullseye" ? [["chmod", "755", `${app}/bin/pause`]] : []),
      ["useradd", "--create-home", "--shell", "/bin/bash", "--uid", "1000", "other"],
      ["useradd", "--create-home", "--shell", "/bin/bash", "--uid", "1001", "podder"],
      ["cp", "/bin/busybox", `${app}/bin/busybox`],
      ["sh", "-c", `for a in $(/bin/busybox --list); do [ "$a" = busybox ] || ln -s busybox ${app}/bin/$a; done`],
      ["tar", "--create", "--sort=name", "--owner=0", "--group=0", `--file=${APP_TAR}`, `--directory=${app}`, "."],
    ],
  };
}

/** What podman must be told here: no limit of processes where none can be set, no infra image from a registry. */
function containersConf(release: Release): Record<string, string> {
  const limit = hasPidsController() ? "" : "[containers]\npids_limit=0\n";
  // podman 3.0 pulls the image of a pod's infra container; from 4.0 on it makes one from catatonit.
  const infra = release === "bullseye" ? '[engine]\ninfra_image="localhost/app:1"\ninfra_command="/bin/pause"\n' : "";
  return limit + infra === "" ? {} : { "/etc/containers/containers.conf": limit + infra };
}

/** Whether a container on this machine can be given a limit of processes: crun refuses podman's default one if not. */
function hasPidsController(): boolean {
  return readFileSync(`${cgroupMounts().unified}/cgroup.controllers`, "utf8").split(/\s+/).includes("pids");
}

/** A short name for a recipe: another recipe, another name. */
export function recipeHash(recipe: unknown): string {
  return createHash("sha256").update(JSON.stringify(recipe)).digest("hex").slice(0, 12);
}

/** Where the tree of a release is, or will be, by its present recipe. */
export function treeDirectory(release: Release): string {
  return `${labDirectory()}/trees/${release}-${recipeHash(treeRecipe(release))}`;
}

/**
 * The tree of a release: built with mmdebstrap(1) when there is none of the present recipe, else found. Never changed
 * once it has its name. Throws when the mirror cannot be read in three attempts.
 */
export async function ensureTree(release: Release, run: string): Promise<string> {
  const tree = treeDirectory(release);
  await ensureBuilt(tree, run, (target) => buildTree(treeRecipe(release), target, run));
  return tree;
}

/**
 * Has `build` make a folder under a temporary name and renames it to `folder`, unless `folder` is there already.
 * One build of a folder at a time on this machine; an interrupted one never has the name.
 */
export async function ensureBuilt(
  folder: string,
  run: string,
  build: (target: string) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) return;
  const held = await hold(`build${folder}`, () => console.error(`lab: waiting for another build of ${folder}`));
  try {
    if (existsSync(folder)) return;
    const target = `${buildDirectory(run)}/${recipeHash(folder)}`;
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(buildDirectory(run), { recursive: true });
    const begun = Date.now();
    console.error(`lab: building ${folder}`);
    await build(target);
    renameSync(target, folder);
    console.error(`lab: built ${folder} in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  } finally {
    held.release();
  }
}

async function buildTree(recipe: TreeRecipe, target: string, run: string): Promise<void> {
  const told = ['Acquire::Retries "3"', ...aptOptionsOf(recipe.release)].map((option) => `--aptopt=${option}`);
  // The machine's own apt may be older than the key that signs sid.
  if (recipe.release === "sid") told.push(`--keyring=${await ensureTree("trixie", run)}/usr/share/keyrings`);
  const include = `--include=${recipe.packages.join(",")}`;
  for (let attempt = 1; ; attempt++) {
    try {
      const options = ["--mode=root", "--variant=minbase", include, ...told];
      await mustRun(["mmdebstrap", ...options, recipe.release, target, debianMirror()], { seconds: 600 });
      break;
    } catch (error) {
      if (attempt === 3) throw error;
      rmSync(target, { recursive: true, force: true });
      await Bun.sleep(attempt * 5000);
    }
  }
  for (const [path, content] of Object.entries(recipe.files)) {
    mkdirSync(dirname(target + path), { recursive: true });
    rmSync(target + path, { force: true });
    writeFileSync(target + path, content);
  }
  for (const argv of recipe.commands) await mustRun(["chroot", target, ...argv]);
}
