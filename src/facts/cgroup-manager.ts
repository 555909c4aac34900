import { textOf } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** The `cgroup_manager` that containers.conf(5) sets for the account's podman; undefined where none does: systemd. */
export interface CgroupManager {
  readonly set?: { readonly value: string; readonly path: string; readonly line: number };
}

/** Reads the files in podman's order: the distribution's, the host's, the account's; the last one that sets it counts. */
export const learnCgroupManager = aboutAccount(async ({ host }: Learning, account): Promise<Known<CgroupManager>> => {
  const roots = ["/usr/share/containers", "/etc/containers", `${account.home}/.config/containers`];
  let set: CgroupManager["set"];
  for (const root of roots) {
    const listing = await host.list(`${root}/containers.conf.d`, { as: account });
    if (listing.outcome === "unanswered" && listing.reason !== "denied") return unknown(listing);
    const names = listing.outcome === "listed" ? listing.entries.map(({ name }) => name) : [];
    const dropIns = names.filter((name) => name.endsWith(".conf")).map((name) => `${root}/containers.conf.d/${name}`);
    for (const path of [`${root}/containers.conf`, ...dropIns]) {
      const answer = await host.read(path, { as: account });
      if (answer.outcome === "unanswered" && answer.reason !== "denied") return unknown(answer);
      for (const [index, line] of (textOf(answer) ?? "").split("\n").entries()) {
        const value = /^\s*cgroup_manager\s*=\s*["'](\w+)["']/.exec(line)?.[1];
        if (value !== undefined) set = { value, path, line: index + 1 };
      }
    }
  }
  return known(set ? { set } : {});
});
