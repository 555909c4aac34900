import { describe, expect, test } from "bun:test";
import { absent, alteredHost, type Changes, denied } from "../testing/altered-host.ts";
import { type ConfigFile, configFilesByOneRule, containersConfFiles } from "./config-files.ts";
import { FactStore } from "./fact-store.ts";

const own = "/home/podder/.config/containers";
const etc = "/etc/containers";
const vendor = "/usr/share/containers";
const mains = [vendor, etc, own].map((folder) => `${folder}/containers.conf`);
const rootless = [vendor, etc].flatMap((folder) => [
  `${folder}/containers.rootless.conf`,
  `${folder}/containers.rootless.conf.d`,
  `${folder}/containers.rootless.conf.d/1001`,
]);
const nowhere = [...mains, `${vendor}/containers.conf.d`, ...rootless];

/** A host with these files of podman's configuration and no others. */
function hostWith(paths: readonly string[], podman: string, changes: Changes = {}): FactStore {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/"));
  const dropIns = Map.groupBy(
    paths.filter((path) => folderOf(path).includes(".conf.d")),
    folderOf,
  );
  return new FactStore(
    alteredHost("trixie/seed", {
      ...changes,
      commands: { "podman-user-generator -version": { stdout: `${podman}\n` } },
      files: { ...Object.fromEntries(nowhere.map((path) => [path, absent])), ...textsOf(paths), ...changes.files },
      lists: {
        ...Object.fromEntries(nowhere.map((path) => [path, absent])),
        ...Object.fromEntries(
          [...dropIns].map(([folder, files]) => [folder, files.map((path) => path.slice(folder.length + 1))]),
        ),
        ...changes.lists,
      },
    }),
    { user: "podder", units: [] },
  );
}

function textsOf(paths: readonly string[]) {
  return Object.fromEntries(paths.map((path) => [path, `# ${path}\n`]));
}

async function read(store: FactStore, files: typeof containersConfFiles): Promise<readonly string[]> {
  const account = await store.fact("account");
  if (!account.known) throw new Error(account.why.detail);
  const answered = await files(store, account.value);
  return answered.filter(({ answer }: ConfigFile) => answer.outcome !== "absent").map(({ path }) => path);
}

const everywhere = [
  ...mains,
  `${vendor}/containers.conf.d/10-vendor.conf`,
  `${vendor}/containers.conf.d/99-important.conf`,
  `${etc}/containers.conf.d/10-vendor.conf`,
  `${etc}/containers.rootless.conf`,
  `${etc}/containers.rootless.conf.d/20-all.conf`,
  `${etc}/containers.rootless.conf.d/1001/30-podder.conf`,
  `${own}/containers.conf.d/33-own.conf`,
  `${own}/containers.conf.d/notes.txt`,
];

describe("the files of containers.conf", () => {
  test.each([
    ["3.0.1", mains],
    [
      "5.4.2",
      [
        `${vendor}/containers.conf`,
        `${etc}/containers.conf`,
        `${etc}/containers.conf.d/10-vendor.conf`,
        `${own}/containers.conf`,
        `${own}/containers.conf.d/33-own.conf`,
      ],
    ],
    [
      "5.8.6",
      [
        `${vendor}/containers.conf`,
        `${etc}/containers.conf`,
        `${etc}/containers.conf.d/10-vendor.conf`,
        `${etc}/containers.rootless.conf`,
        `${etc}/containers.rootless.conf.d/20-all.conf`,
        `${etc}/containers.rootless.conf.d/1001/30-podder.conf`,
        `${own}/containers.conf`,
        `${own}/containers.conf.d/33-own.conf`,
      ],
    ],
    [
      "6.0.0",
      [
        `${own}/containers.conf`,
        `${etc}/containers.conf.d/10-vendor.conf`,
        `${etc}/containers.rootless.conf.d/20-all.conf`,
        `${etc}/containers.rootless.conf.d/1001/30-podder.conf`,
        `${own}/containers.conf.d/33-own.conf`,
        `${vendor}/containers.conf.d/99-important.conf`,
      ],
    ],
  ])("of podman %s", async (podman, expected) => {
    expect(await read(hostWith(everywhere, podman), containersConfFiles)).toEqual([...expected]);
  });

  test("podman 6 takes the host's where the account has none, and the distribution's last", async () => {
    expect(await read(hostWith(mains.slice(0, 2), "6.1.0"), containersConfFiles)).toEqual([`${etc}/containers.conf`]);
    expect(await read(hostWith(mains.slice(0, 1), "6.1.0"), containersConfFiles)).toEqual([
      `${vendor}/containers.conf`,
    ]);
  });

  test.each(["5.4.2", "6.0.0"])("of podman %s: a folder that may not be looked into is told", async (podman) => {
    const folder = `${etc}/containers.conf.d`;
    const store = hostWith([], podman, { lists: { [folder]: denied(folder) } });
    const account = await store.fact("account");
    if (!account.known) throw new Error(account.why.detail);
    expect(await containersConfFiles(store, account.value)).toContainEqual({ path: folder, answer: denied(folder) });
  });

  test("podman 6 passes over a link among the drop-ins, podman 5 follows it", async () => {
    const folder = `${etc}/containers.conf.d`;
    const changes: Changes = {
      files: { [`${folder}/50-link.conf`]: "" },
      lists: { [folder]: [{ name: "50-link.conf", kind: "symlink" }] },
    };
    expect(await read(hostWith([], "5.4.2", changes), containersConfFiles)).toEqual([`${folder}/50-link.conf`]);
    expect(await read(hostWith([], "6.0.0", changes), containersConfFiles)).toEqual([]);
  });
});

/** All that podman 6 looks for of storage.conf and registries.conf, and which of it is there. */
function sixWith(name: "storage" | "registries", files: Readonly<Record<string, string>>): FactStore {
  const folders = [vendor, etc].flatMap((folder) => [
    `${folder}/${name}.conf.d`,
    `${folder}/${name}.rootless.conf.d`,
    `${folder}/${name}.rootless.conf.d/1001`,
  ]);
  const none = [...[vendor, etc, own].map((folder) => `${folder}/${name}.conf`), ...folders, `${own}/${name}.conf.d`];
  const changes: Changes = {
    files: { ...Object.fromEntries(none.map((path) => [path, absent])), ...files },
    lists: {
      ...Object.fromEntries(none.map((path) => [path, absent])),
      ...Object.fromEntries(
        Object.keys(files)
          .filter((path) => path.includes(".conf.d/"))
          .map((path) => [path.slice(0, path.lastIndexOf("/")), [path.slice(path.lastIndexOf("/") + 1)]]),
      ),
    },
  };
  return hostWith([], "6.0.0", changes);
}

describe("podman 6 reads all its configuration by one rule", () => {
  test("the host's storage.conf is a user's, too", async () => {
    const storage = await sixWith("storage", {
      [`${etc}/storage.conf`]: '[storage]\ngraphroot = "/srv/root"\n',
      [`${etc}/storage.rootless.conf.d/50-home.conf`]: '[storage]\ngraphroot = "/srv/$UID/storage"\n',
    }).fact("podmanStorage");
    expect(storage.known && storage.value.graphRoot).toBe("/srv/1001/storage");
  });

  test("the account's registries.conf takes the place of the host's, and the distribution's drop-ins count", async () => {
    const registries = await sixWith("registries", {
      [`${etc}/registries.conf`]: 'unqualified-search-registries = ["docker.io"]\n',
      [`${own}/registries.conf`]: 'short-name-mode = "permissive"\n',
      [`${vendor}/registries.conf.d/000-shortnames.conf`]: '[aliases]\n"web" = "quay.io/org/web"\n',
    }).fact("registries");
    if (!registries.known) throw new Error(registries.why.detail);
    expect(registries.value.unqualifiedSearch).toEqual([]);
    expect(registries.value.shortNameMode).toBe("permissive");
    expect(registries.value.aliases.get("web")).toBe("quay.io/org/web");
  });

  test("without any file there is nothing to read", async () => {
    const store = sixWith("registries", {});
    const account = await store.fact("account");
    if (!account.known) throw new Error(account.why.detail);
    expect(await configFilesByOneRule(store, account.value, "registries")).toEqual([]);
  });
});
