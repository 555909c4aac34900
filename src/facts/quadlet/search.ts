import type { Host, Unanswered } from "../../host/host.ts";
import type { Account } from "../account.ts";
import { kindOf } from "./known-keys.ts";

/** What lies where the generator looks, and where people put quadlets by mistake. */
export interface QuadletSearch {
  /** The user's own folder of quadlets. */
  readonly own: string;
  /** Quadlets by path, in the folders that the generator searches, in its order. */
  readonly found: readonly string[];
  /** Quadlets by path, in folders near those, which nothing searches for this account. */
  readonly astray: readonly string[];
  /** A folder that nobody could look into: what is in it may be anything. */
  readonly lost?: Unanswered;
}

const maxFolders = 200;

/**
 * Where the generator looks for a user's quadlets (podman-systemd.unit(5); getRootlessDirs() in cmd/quadlet/main.go),
 * sub-folders and folders behind symlinks included; drop-ins' folders are none.
 */
export function searchedFolders(account: Account, configHome: string): readonly string[] {
  return [
    `${account.runtimeDirectory}/containers/systemd`,
    `${configHome}/containers/systemd`,
    "/etc/containers/systemd/users",
    `/etc/containers/systemd/users/${account.uid}`,
  ];
}

/** Where quadlets are put by mistake (catalogue E03). /etc/containers/systemd itself is root's, and may be meant so. */
export function folderMistakes({ home }: Account, configHome: string): readonly string[] {
  return [
    ...[
      "systemd/user",
      "systemd",
      "containers",
      "quadlet",
      "quadlets",
      "containers/quadlet",
      "containers/quadlets",
    ].map((name) => `${configHome}/${name}`),
    ...["container", "contianers", "containres", "Containers"].map((name) => `${configHome}/${name}/systemd`),
    ...["systmd", "sytemd", "system", "Systemd"].map((name) => `${configHome}/containers/${name}`),
    ...["containers/systemd", ".containers/systemd", ".local/share/containers/systemd", ".config/systmd/user"].map(
      (name) => `${home}/${name}`,
    ),
    "/etc/containers/systemd/user",
    "/etc/systemd/user",
  ];
}

/** Lists all of these folders as the account. What it may not list, its generator does not see either. */
export async function searchQuadlets(host: Host, account: Account, configHome: string): Promise<QuadletSearch> {
  const own = `${configHome}/containers/systemd`;
  const found: string[] = [];
  let lost: Unanswered | undefined;
  const queue = [...searchedFolders(account, configHome)];
  const seen = new Set<string>();
  for (let folder = queue.shift(); folder !== undefined && seen.size < maxFolders; folder = queue.shift()) {
    if (seen.has(folder) || folder.endsWith(".d")) continue;
    seen.add(folder);
    const listing = await host.list(folder, { as: account });
    if (listing.outcome === "unanswered" && listing.reason !== "denied") lost ??= listing;
    if (listing.outcome !== "listed") continue;
    const others = /^\/etc\/containers\/systemd\/users$/.test(folder) ? /^\d+$/ : /^$/;
    for (const { name, kind } of listing.entries) {
      if (kindOf(name) !== undefined) found.push(`${folder}/${name}`);
      else if ((kind === "directory" || (kind === "symlink" && !name.includes("."))) && !others.test(name))
        queue.push(`${folder}/${name}`);
    }
  }
  const near = await Promise.all(
    folderMistakes(account, configHome).map(async (folder) => {
      const listing = await host.list(folder, { as: account });
      if (listing.outcome === "unanswered" && listing.reason === "timeout") lost ??= listing;
      if (listing.outcome !== "listed") return [];
      const files = listing.entries.filter(({ name, kind }) => kindOf(name) !== undefined && kind !== "directory");
      return files.map(({ name }) => `${folder}/${name}`);
    }),
  );
  return { own, found, astray: near.flat(), ...(lost ? { lost } : {}) };
}
