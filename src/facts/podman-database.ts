import type { StatAnswer } from "../host/host.ts";
import { type ContainersConfLine, containersConfLines } from "./containers-conf.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** In which database the account's podman keeps its containers, as far as files tell it. */
export interface PodmanDatabase {
  /** `database_backend` of containers.conf(5); podman chooses where none is set. */
  readonly backend?: ContainersConfLine;
  readonly bolt: { readonly path: string; readonly status: StatAnswer };
  /** What podman leaves in the runtime directory once it has run in this boot. */
  readonly alive: { readonly path: string; readonly status: StatAnswer };
}

/**
 * Looks which databases are there (libpod/runtime.go, getDBState): BoltDB's below `static_dir`, and below `tmp_dir` the
 * file whose absence tells podman that the host was booted. Neither is opened.
 */
export const learnPodmanDatabase = aboutAccount(async (learning: Learning, account): Promise<Known<PodmanDatabase>> => {
  const { host } = learning;
  const [storage, config] = await Promise.all([
    learning.fact("podmanStorage"),
    containersConfLines(learning, account, "database_backend", "static_dir", "tmp_dir"),
  ]);
  if (!storage.known) return storage;
  if (!config.known) return config;
  const { graphRoot, transient } = storage.value;
  const temporary = config.value.get("tmp_dir")?.value ?? `${account.runtimeDirectory}/libpod/tmp`;
  const folder = transient ? temporary : (config.value.get("static_dir")?.value ?? `${graphRoot}/libpod`);
  const paths = [`${folder}/bolt_state.db`, `${temporary}/alive`] as const;
  const [bolt, alive] = await Promise.all(paths.map((path) => host.stat(path, { as: account, follow: true })));
  const lost = [bolt, alive].find((status) => status?.outcome === "unanswered" && status.reason !== "denied");
  if (lost?.outcome === "unanswered") return unknown(lost);
  const backend = config.value.get("database_backend");
  return known({
    ...(backend ? { backend } : {}),
    bolt: { path: paths[0], status: bolt ?? { outcome: "absent" } },
    alive: { path: paths[1], status: alive ?? { outcome: "absent" } },
  });
});
