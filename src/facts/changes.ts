import type { Host, StatAnswer } from "../host/host.ts";
import type { Account } from "./account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { lingerDirectory } from "./linger.ts";
import type { PodUnit } from "./pod-units.ts";

/** What was written, moved or made since the boot, of all that decides whether the pods start. */
export interface Changes {
  readonly since: readonly string[];
}

/** Of the system: who may log in and linger, what is mounted, what podman may do, and which programs there are. */
const systemPaths = [
  "/etc/systemd/system",
  "/etc/systemd/user",
  "/etc/systemd/logind.conf",
  "/etc/systemd/logind.conf.d",
  "/etc/pam.d",
  "/etc/passwd",
  "/etc/shadow",
  "/etc/group",
  "/etc/nsswitch.conf",
  "/etc/subuid",
  "/etc/subgid",
  "/etc/fstab",
  "/etc/sysctl.d",
  "/etc/containers",
  "/etc/containers/containers.conf",
  "/etc/containers/registries.conf",
  "/etc/containers/systemd",
  "/usr/bin",
  "/usr/local/bin",
  "/usr/lib/systemd/system",
  "/usr/lib/systemd/user",
  "/var/lib/dpkg/status",
  "/var/lib/rpm",
  lingerDirectory,
];

/** Of the account: its folders of units and quadlets, and what podman keeps of images, containers, secrets and networks. */
const homePaths = [
  ".config/systemd/user",
  ".config/containers",
  ".config/containers/containers.conf",
  ".config/containers/storage.conf",
  ".config/containers/systemd",
];
const storagePaths = ["overlay-images/images.json", "overlay-containers/containers.json", "secrets", "networks"];

/**
 * Compares with the boot's beginning when each was changed; a folder is, too, when something in it is made, renamed or
 * removed. What is made anew at each boot, below the runtime directory, is left out.
 */
export const learnChanges = aboutAccount(async (learning: Learning, account): Promise<Known<Changes>> => {
  const { host } = learning;
  const [platform, pods, graph, quadlets, storage] = await Promise.all([
    learning.fact("platform"),
    learning.fact("podUnits"),
    learning.fact("bootGraph"),
    learning.fact("quadlets"),
    learning.fact("podmanStorage"),
  ]);
  if (!platform.known) return platform;
  if (!pods.known) return pods;
  if (!graph.known) return graph;
  if (!quadlets.known) return quadlets;
  if (!storage.known) return storage;
  const names = new Set(pods.value.units.map(({ name }) => name));
  const manager = `user@${account.uid}.service.d`;
  const paths = [
    ...systemPaths,
    `/etc/systemd/system/${manager}`,
    "/etc/systemd/system/user@.service.d",
    ...homePaths.map((path) => `${account.home}/${path}`),
    ...storagePaths.map((path) => `${storage.value.graphRoot}/${path}`),
    ...pods.value.units.flatMap(pathsOf),
    ...quadlets.value.all.flatMap(({ files }) => files.map(({ path }) => path)),
    ...graph.value.links.filter(({ unit }) => names.has(unit)).flatMap(({ path }) => [path, folderOf(path)]),
  ].filter((path) => path.startsWith("/") && !path.startsWith(`${account.runtimeDirectory}/`));
  const bootedMs = Date.parse(platform.value.bootedAt);
  const looked = await Promise.all(
    [...new Set(paths)].map(async (path) => ({ path, answers: await statusesOf(host, account, path) })),
  );
  const lost = looked.flatMap(({ answers }) => answers).find(({ outcome }) => outcome === "unanswered");
  if (lost?.outcome === "unanswered") return unknown(lost);
  return known({
    since: looked.filter(({ answers }) => answers.some((answer) => isLater(answer, bootedMs))).map(({ path }) => path),
  });
});

/** Of a link also what it leads to; what lies in the home is looked at with its owner's rights. */
async function statusesOf(host: Host, account: Account, path: string): Promise<readonly StatAnswer[]> {
  const options = path.startsWith(`${account.home}/`) ? { as: account } : {};
  const own = await host.stat(path, options);
  if (own.outcome !== "present" || own.kind !== "symlink") return [own];
  return [own, await host.stat(path, { ...options, follow: true })];
}

function pathsOf({ entry, dropIns, exec }: PodUnit): readonly string[] {
  const own = [entry.path, entry.directory];
  return [
    ...own,
    ...dropIns.flatMap(({ path }) => [path, folderOf(path)]),
    ...exec.map(({ executable }) => executable),
  ];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** What is done in a folder is told by its time of modification; the other one changes on an overlay without anybody's doing. */
function isLater(answer: StatAnswer, bootedMs: number): boolean {
  if (answer.outcome !== "present") return false;
  const { kind, modifiedMs, changedMs = modifiedMs } = answer;
  return (kind === "directory" ? modifiedMs : changedMs) > bootedMs;
}
