import { FactStore } from "../facts/fact-store.ts";
import type { Host } from "../host/host.ts";
import { OnceHost } from "../host/once.ts";
import { accountsWithPods, requireAccount, requireRootForAll } from "./accounts.ts";
import type { Invocation } from "./options.ts";
import { requireUnits, storesWithUnits } from "./units.ts";

/** What is to be diagnosed: one account, or all that have pods. */
export interface Targets {
  readonly kind: "one" | "all";
  readonly stores: readonly FactStore[];
}

/**
 * Finds out whose pods are meant, and whether the units that were named exist.
 *
 * Root without --user is asked about everybody's pods, unless root has some itself.
 *
 * @throws UsageError for an account or a unit that does not exist, or that only root may look at
 */
export async function targetsOf(host: Host, invocation: Invocation): Promise<Targets> {
  const { user, allUsers, words: units } = invocation;
  if (user !== undefined) return one(host, invocation, await requireAccount(host, user));
  if (allUsers) requireRootForAll(host);
  else if (host.caller().uid !== 0) return one(host, invocation);
  const shared = new OnceHost(host);
  // Looked at with answers that are kept, for the accounts that follow where root has none.
  if (!allUsers && (await hasPods(shared))) return one(host, invocation);
  const names = await accountsWithPods(shared);
  // Nobody has pods: what ails the host itself is said with root's own account.
  if (names.length === 0 && !allUsers) return one(host, invocation);
  const stores = names.map((name) => new FactStore(shared, { user: name, units, boot: invocation.boot }));
  return { kind: "all", stores: await storesWithUnits(stores, invocation) };
}

async function one(host: Host, invocation: Invocation, user?: string): Promise<Targets> {
  const store = new FactStore(host, {
    units: invocation.words,
    boot: invocation.boot,
    ...(user === undefined ? {} : { user }),
  });
  await requireUnits(store, invocation);
  return { kind: "one", stores: [store] };
}

async function hasPods(host: Host): Promise<boolean> {
  const pods = await new FactStore(host, { units: [] }).fact("podUnits");
  return pods.known && pods.value.units.length + pods.value.quadlets.length > 0;
}
