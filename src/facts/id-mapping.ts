import { toolDirectories } from "../host/environment.ts";
import { type Host, type StatAnswer, textOf, type Unanswered, unanswered } from "../host/host.ts";
import { type Account, rangesOf, type SubordinateRange } from "./account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { mountOf } from "./mounts.ts";
import { pathOf } from "./user-manager.ts";

/** The account's subordinate ids of one kind, and who says so. */
export interface SubordinateIds {
  readonly kind: "uid" | "gid";
  /** /etc/subuid or /etc/subgid, or the command where NSS has them. */
  readonly source: string;
  readonly ranges: readonly SubordinateRange[];
  /** The file's whole text, where the file is what counts; empty where it does not exist. */
  readonly text?: string;
}

/** newuidmap or newgidmap: what writes the map of a user namespace for somebody who is not root (newuidmap(1)). */
export interface IdMapHelper {
  readonly name: "newuidmap" | "newgidmap";
  /** The first one that may be run, by the account manager's PATH; undefined where there is none. */
  readonly path?: string;
  readonly file: StatAnswer;
  /** `nosuid`: the privilege is there, but the file system is mounted so that it has none. */
  readonly privilege: "setuid" | "capability" | "none" | "nosuid" | "unseen";
  /** What `getcap` printed, where it was asked. */
  readonly capabilities?: string;
}

export interface IdMapping {
  readonly uid: SubordinateIds;
  readonly gid: SubordinateIds;
  readonly helpers: readonly IdMapHelper[];
  /** By how many ids the containers that run now are mapped; looked at only where something above is wrong. */
  readonly running?: "one" | "many";
}

/**
 * What podman needs to give containers more than one id. Nothing is run that would make a namespace; `getsubids` and
 * `getcap` only read, and are asked only where files do not say it.
 */
export const learnIdMapping = aboutAccount(async (learning: Learning, account): Promise<Known<IdMapping>> => {
  const { host } = learning;
  const manager = await learning.fact("userManager");
  const path = manager.known && manager.value.answers ? pathOf(manager.value.environment) : [];
  const byNss = await subidsAreFromNss(host);
  if (!byNss.known) return byNss;
  const directories = [...new Set([...path, ...toolDirectories])];
  const [uid, gid, ...helpers] = await Promise.all([
    subordinateIds(host, account, "uid", byNss.value),
    subordinateIds(host, account, "gid", byNss.value),
    helper(learning, account, "newuidmap", directories),
    helper(learning, account, "newgidmap", directories),
  ]);
  if (!uid.known) return uid;
  if (!gid.known) return gid;
  const odd =
    uid.value.ranges.length === 0 ||
    gid.value.ranges.length === 0 ||
    helpers.some(({ privilege }) => privilege === "unseen");
  const running = odd ? await mappedNow(learning) : known(undefined);
  if (!running.known) return running;
  const mapped = running.value === undefined ? {} : { running: running.value };
  return known({ uid: uid.value, gid: gid.value, helpers, ...mapped });
});

/** `subid: sss` in nsswitch.conf: libsubid, with which podman is built, then does not look into the files (subuid(5)). */
async function subidsAreFromNss(host: Host): Promise<Known<boolean>> {
  const answer = await host.read("/etc/nsswitch.conf");
  if (answer.outcome === "unanswered") return unknown(answer);
  const source = /^\s*subid\s*:\s*(\S+)/m.exec(textOf(answer) ?? "")?.[1];
  return known(source !== undefined && source !== "files" && !source.startsWith("#"));
}

async function subordinateIds(
  host: Host,
  account: Account,
  kind: "uid" | "gid",
  byNss: boolean,
): Promise<Known<SubordinateIds>> {
  if (byNss) return fromGetsubids(host, account, kind);
  const source = `/etc/sub${kind}`;
  const answer = await host.read(source);
  if (answer.outcome === "unanswered") return unknown(answer);
  const text = textOf(answer) ?? "";
  return known({ kind, source, ranges: rangesOf(text, account), text });
}

/** Prints `0: podder 165536 65536`; it fails alike for nobody's ranges and for a service that does not answer. */
async function fromGetsubids(host: Host, { name }: Account, kind: "uid" | "gid"): Promise<Known<SubordinateIds>> {
  const argv = ["getsubids", ...(kind === "gid" ? ["-g"] : []), name];
  const answer = await host.run(argv);
  if (answer.outcome === "unanswered") return unknown(answer);
  const source = argv.join(" ");
  const ranges = [...answer.stdout.matchAll(/^\d+: \S+ (\d+) (\d+)$/gm)].map(([, start, count]) => ({
    start: Number(start),
    count: Number(count),
  }));
  if (ranges.length > 0) return known({ kind, source, ranges });
  return unknown(unanswered("failed", `${source} (exit ${answer.exit}) names no range, and does not say why`));
}

async function helper(
  { host }: Learning,
  account: Account,
  name: IdMapHelper["name"],
  directories: readonly string[],
): Promise<IdMapHelper> {
  let lost: Unanswered | undefined;
  for (const directory of directories) {
    const path = `${directory}/${name}`;
    const file = await host.stat(path, { as: account, follow: true });
    if (file.outcome === "unanswered" && file.reason !== "denied") lost ??= file;
    if (file.outcome !== "present" || file.kind !== "file" || (file.mode & 0o111) === 0) continue;
    const nosuid = (await mountOf(host, path))?.options.includes("nosuid") ?? false;
    if (nosuid) return { name, path, file, privilege: "nosuid" };
    if ((file.mode & 0o4000) !== 0 && file.uid === 0) return { name, path, file, privilege: "setuid" };
    const answer = await host.run(["getcap", path]);
    if (answer.outcome === "unanswered" || answer.exit !== 0) return { name, path, file, privilege: "unseen" };
    const wanted = name === "newuidmap" ? "cap_setuid" : "cap_setgid";
    const has = new RegExp(`\\b${wanted}\\b[^ ]*[=+][eip]*e`).test(answer.stdout);
    return { name, path, file, privilege: has ? "capability" : "none", capabilities: answer.stdout.trim() };
  }
  return { name, file: lost ?? { outcome: "absent" }, privilege: lost ? "unseen" : "none" };
}

/** uid_map of the monitors of running containers (user_namespaces(7)): they live in podman's own namespace. */
async function mappedNow(learning: Learning): Promise<Known<"one" | "many" | undefined>> {
  const containers = await learning.fact("containers");
  if (!containers.known) return containers;
  const answers = await Promise.all(
    containers.value.running.map(({ pid }) => learning.host.read(`/proc/${pid}/uid_map`)),
  );
  const lines = answers.flatMap((answer) =>
    answer.outcome === "read" ? [textOf(answer)?.trim().split("\n").length] : [],
  );
  const lost = answers.find((answer) => answer.outcome === "unanswered");
  if (lines.length === 0) return lost?.outcome === "unanswered" ? unknown(lost) : known(undefined);
  return known(lines.every((count) => count === 1) ? "one" : "many");
}
