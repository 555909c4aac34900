import { toolDirectories } from "../host/environment.ts";
import type { StatAnswer } from "../host/host.ts";
import { type ContainersConfLine, containersConfLines, containersConfTables } from "./containers-conf.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import { listIn, tableIn } from "./podman-config.ts";
import { pathOf } from "./user-manager.ts";

/** An OCI runtime that podman missed in this boot, and what is on disk. */
export interface MissedRuntime {
  /** `crun` */
  readonly name: string;
  readonly message: string;
  /** The command with which the message was read. */
  readonly source: string;
  /** Where it is; undefined where it is in no folder in which podman looks. */
  readonly path?: string;
  readonly file: StatAnswer;
}

/** Holds podman's `default OCI runtime … not found` against the disk: a message is no cause before that. */
export const learnOciRuntimes = aboutAccount(
  async (learning: Learning, account): Promise<Known<readonly MissedRuntime[]>> => {
    const journal = await learning.fact("journal");
    if (!journal.known) return journal;
    const missed = new Map<string, string>();
    for (const { message } of journal.value.lines) {
      const name = /default OCI runtime "([\w.-]+)" not found/.exec(message)?.[1];
      if (name !== undefined && !missed.has(name)) missed.set(name, message);
    }
    const found: MissedRuntime[] = [];
    for (const [name, message] of missed) {
      const base = { name, message, source: journal.value.command };
      let here: MissedRuntime = { ...base, file: { outcome: "absent" } };
      for (const directory of toolDirectories) {
        const path = `${directory}/${name}`;
        const file = await learning.host.stat(path, { as: account, follow: true });
        if (file.outcome === "unanswered") return unknown(file);
        if (file.outcome !== "present") continue;
        here = { ...base, path, file };
        break;
      }
      found.push(here);
    }
    return known(found);
  },
);

/** Which OCI runtime the account's podman would take, and whether it is there. */
export interface OciRuntime {
  /** The names, or the path, among which podman looks; the first one that is there is taken. */
  readonly wanted: readonly string[];
  /** `runtime` of containers.conf(5), where it is set. */
  readonly set?: ContainersConfLine;
  /** Undefined where none of them is in any place in which podman looks. */
  readonly path?: string;
  /** Where none was found: those by which the containers that run were started, and whether each is still there. */
  readonly running?: readonly { readonly path: string; readonly file: StatAnswer; readonly container: string }[];
}

/** podman's own choice without a setting (containers/common, findRuntime). */
const usual = ["crun", "runc", "runj", "kata", "runsc", "ocijail"];

/** Looks for the runtime as podman does: where containers.conf(5) says that it is, in the usual folders, in the PATH. */
export const learnOciRuntime = aboutAccount(async (learning: Learning, account): Promise<Known<OciRuntime>> => {
  const { host } = learning;
  const [lines, tables, manager] = await Promise.all([
    containersConfLines(learning, account, "runtime"),
    containersConfTables(learning, account),
    learning.fact("userManager"),
  ]);
  if (!lines.known) return lines;
  if (!tables.known) return tables;
  const set = lines.value.get("runtime");
  const wanted = set ? [set.value] : usual;
  const search = manager.known && manager.value.answers ? pathOf(manager.value.environment) : [];
  const folders = [...new Set([...toolDirectories, ...search])];
  for (const name of wanted) {
    const own = tables.value.flatMap((table) => listIn(tableIn(table, "engine", "runtimes"), name) ?? []);
    const places = name.startsWith("/") ? [name] : [...own, ...folders.map((folder) => `${folder}/${name}`)];
    const answers = await Promise.all(places.map((path) => host.stat(path, { as: account, follow: true })));
    const at = answers.findIndex((answer) => answer.outcome === "present" && answer.kind === "file");
    const path = places[at];
    if (path !== undefined) return known({ wanted, ...(set ? { set } : {}), path });
    const lost = answers.find((answer) => answer.outcome === "unanswered" && answer.reason !== "denied");
    if (lost?.outcome === "unanswered") return unknown(lost);
  }
  const containers = await learning.fact("containers");
  const used = new Map(
    (containers.known ? containers.value.running : []).flatMap(({ runtime, name }) =>
      runtime === undefined ? [] : [[runtime, name] as const],
    ),
  );
  const running = await Promise.all(
    [...used].map(async ([path, container]) => ({
      path,
      container,
      file: await host.stat(path, { as: account, follow: true }),
    })),
  );
  return known({ wanted, ...(set ? { set } : {}), ...(running.length > 0 ? { running } : {}) });
});
