import type { Account } from "../../src/facts/account.ts";
import type { IdMapping } from "../../src/facts/id-mapping.ts";
import type { PodUnits } from "../../src/facts/pod-units.ts";

/** Why nobody calls newuidmap for this account; undefined where podman does. */
export function needsHelpers(account: Account, { uid, gid }: IdMapping, pods: PodUnits): string | undefined {
  if (account.uid === 0) return "root's containers need no newuidmap";
  if (pods.units.length === 0 && pods.quadlets.length === 0) return "There is no pod that would need it";
  if (uid.ranges.length === 0 || gid.ranges.length === 0)
    return "Without subordinate ids of both kinds podman does not call it";
  return undefined;
}
