import { type ContainersConfLine, containersConfLines } from "./containers-conf.ts";
import { aboutAccount, type Known, known, type Learning } from "./fact.ts";

/** The `cgroup_manager` that containers.conf(5) sets for the account's podman; undefined where none does: systemd. */
export interface CgroupManager {
  readonly set?: ContainersConfLine;
}

/** Reads which cgroup manager the account's podman is told to take. */
export const learnCgroupManager = aboutAccount(async (learning: Learning, account): Promise<Known<CgroupManager>> => {
  const lines = await containersConfLines(learning, account, "cgroup_manager");
  if (!lines.known) return lines;
  const set = lines.value.get("cgroup_manager");
  return known(set ? { set } : {});
});
