import type { Identity } from "./host.ts";

/**
 * Runs a synchronous piece of work with the user's effective uid, gid and groups, and takes root's back: what is below a
 * home is read with the rights of its owner, so that a planted symlink leads root nowhere (needrestart CVE-2024-48990
 * and its kin). The real uid stays 0, so the user can neither signal nor trace the process meanwhile.
 *
 * `work` must be synchronous: nothing else may run while the process wears another uid.
 *
 * @throws what `work` throws, or where the process may not change its ids
 */
export function actAs<T>(identity: Identity, work: () => T): T {
  const { getegid, geteuid, getgroups, setegid, seteuid, setgroups } = process;
  if (!getegid || !geteuid || !getgroups || !setegid || !seteuid || !setgroups) throw new Error("no user ids here");
  const own = { uid: geteuid(), gid: getegid(), groups: getgroups() };
  setgroups([...identity.groups]);
  setegid(identity.gid);
  seteuid(identity.uid);
  try {
    return work();
  } finally {
    seteuid(own.uid);
    setegid(own.gid);
    setgroups(own.groups);
  }
}
