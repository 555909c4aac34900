import { type Host, textOf } from "../host/host.ts";
import type { Account } from "./account.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";

/** What opens the account's home when its owner logs in, or when it is looked into; told by files alone. */
export interface HomeOpening {
  readonly by: "systemd-homed" | "ecryptfs" | "fscrypt" | "pam_mount" | "autofs";
  /** The file that says so, with the line where one decides. */
  readonly source: string;
  readonly text: string;
  /** Whether folders of units or quadlets stand in it as it is now. */
  readonly hasUnits: boolean;
}

/**
 * Looks for what opens homes at a login: systemd-homed's record of the user (systemd-homed.service(8)), the mount point
 * that ecryptfs keeps beside an encrypted home (ecryptfs-setup-private(1)), fscrypt's metadata and the file system's mark
 * on the folder (chattr(1), E), a volume of pam_mount.conf(5); and for a map of auto.master(5).
 */
export const learnHomeOpening = aboutAccount(
  async ({ host }: Learning, account): Promise<Known<HomeOpening | undefined>> => {
    const found =
      (await homed(host, account)) ??
      (await ecryptfs(host, account)) ??
      (await pamMount(host, account)) ??
      (await fscrypt(host, account)) ??
      (await autofs(host, account));
    if (!found) return known(undefined);
    const folders = [".config/systemd/user", ".config/containers/systemd"].map((path) => `${account.home}/${path}`);
    const statuses = await Promise.all(folders.map((path) => host.stat(path, { as: account, follow: true })));
    return known({ ...found, hasUnits: statuses.some(({ outcome }) => outcome === "present") });
  },
);

type Found = Omit<HomeOpening, "hasUnits">;

async function homed(host: Host, { name }: Account): Promise<Found | undefined> {
  const source = `/var/lib/systemd/home/${name}.identity`;
  const status = await host.stat(source);
  return status.outcome === "present" ? { by: "systemd-homed", source, text: "exists" } : undefined;
}

async function ecryptfs(host: Host, account: Account): Promise<Found | undefined> {
  const source = `${folderOf(account.home)}/.ecryptfs/${account.name}/.ecryptfs/Private.mnt`;
  const text = textOf(await host.read(source, { as: account }))?.trim();
  // Somebody's ~/Private alone is no home.
  return text === account.home ? { by: "ecryptfs", source, text } : undefined;
}

const pamMountFile = "/etc/security/pam_mount.conf.xml";

async function pamMount(host: Host, account: Account): Promise<Found | undefined> {
  const text = textOf(await host.read(pamMountFile))?.replaceAll(/<!--[\s\S]*?-->/g, (comment) =>
    comment.replaceAll(/[^\n]/g, " "),
  );
  for (const volume of text?.matchAll(/<volume\b[^>]*>/g) ?? []) {
    const of = (attribute: string) => new RegExp(`\\b${attribute}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(volume[0]);
    const value = (attribute: string) =>
      of(attribute)
        ?.slice(1)
        .find((one) => one !== undefined);
    const user = value("user") ?? "*";
    const target = (value("mountpoint") ?? "")
      .replace(/^~/, account.home)
      .replaceAll(/%\(USER\)/g, account.name)
      .replace(/\/+$/, "");
    if ((user !== "*" && user !== account.name) || target !== account.home) continue;
    const line = (text ?? "").slice(0, volume.index).split("\n").length;
    return { by: "pam_mount", source: `${pamMountFile}:${line}`, text: `mountpoint="${value("mountpoint")}"` };
  }
  return undefined;
}

async function fscrypt(host: Host, { home }: Account): Promise<Found | undefined> {
  const metadata = await Promise.all(["", folderOf(home)].map((path) => host.stat(`${path}/.fscrypt`)));
  if (metadata.every(({ outcome }) => outcome !== "present")) return undefined;
  const answer = await host.run(["lsattr", "-d", "--", home]);
  const [marks = ""] = answer.outcome === "exited" ? answer.stdout.trim().split(/\s+/) : [];
  return marks.includes("E") ? { by: "fscrypt", source: `lsattr -d ${home}`, text: marks } : undefined;
}

async function autofs(host: Host, { home }: Account): Promise<Found | undefined> {
  const folder = "/etc/auto.master.d";
  const listing = await host.list(folder);
  const more = listing.outcome === "listed" ? listing.entries.map((entry) => entry.name) : [];
  const files = ["/etc/auto.master", ...more.filter((one) => one.endsWith(".autofs")).map((one) => `${folder}/${one}`)];
  for (const file of files) {
    for (const [at, line] of (textOf(await host.read(file)) ?? "").split("\n").entries()) {
      const [point = "", map = ""] = line.trim().split(/\s+/);
      // The folder of a home directly below the root has no name, and neither has an empty line.
      if (point === "") continue;
      const source = `${file}:${at + 1}`;
      if (point === folderOf(home) && map !== "-null") return { by: "autofs", source, text: line.trim() };
      if (point !== "/-") continue;
      const direct = textOf(await host.read(map.replace(/^file:/, ""))) ?? "";
      const entry = direct.split("\n").find((one) => one.trim().split(/\s+/)[0] === home);
      if (entry !== undefined) return { by: "autofs", source: map, text: entry.trim() };
    }
  }
  return undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
