import type { Account } from "./account.ts";
import { readOwnStore } from "./container-store.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";
import type { PodUnit } from "./pod-units.ts";
import { storageSettings } from "./storage-place.ts";
import { isVendor } from "./unit-entries.ts";
import { splitUnitName } from "./unit-file/index.ts";

/** A container with a restart policy, as podman's database has it. */
export interface RestartPolicy {
  readonly container: string;
  /** `always`, `unless-stopped`, `on-failure` … */
  readonly policy: string;
}

/** The restart policies of the account's containers. */
export interface RestartPolicies {
  /** The database that was read; none where there is none, or where units of the account's own start its containers. */
  readonly source?: string;
  readonly policies: readonly RestartPolicy[];
}

/** The service of podman's that starts containers with a restart policy at boot. */
export const podmanRestart = "podman-restart.service";

const pattern = '"id":"[0-9a-f]{64}"|"name":"[a-zA-Z0-9][a-zA-Z0-9_.-]*"|"restart_policy":"[a-z-]+"';

/**
 * Reads restart policies out of podman's database, which keeps each container as JSON text, in SQLite (podman 4.8 on)
 * and in BoltDB before. Only three fields are taken from it, by grep: the rest holds environment variables. Nothing is
 * read where the account has units of its own: those start its containers, whatever policy they have.
 */
export const learnRestartPolicies = aboutAccount(
  async (learning: Learning, account): Promise<Known<RestartPolicies>> => {
    const pods = await learning.fact("podUnits");
    if (!pods.known) return pods;
    // The distribution's own (podman-auto-update.service) start no container of the account's; an instance that somebody
    // made of a template of its (podman-kube@.service) does.
    const own = (unit: PodUnit) => !isVendor(unit.entry.path) || splitUnitName(unit.name)?.instance !== undefined;
    if (pods.value.quadlets.length > 0 || pods.value.units.some(own)) return known({ policies: [] });
    const settings = await storageSettings(learning, account);
    if (!settings.known) return settings;
    const database = await databaseBelow(learning, account, settings.value.graphRoot);
    if (!database.known) return database;
    if (database.value === "") return known({ policies: [] });
    const [found, store] = await Promise.all([
      learning.host.run(["grep", "-aobE", "--", pattern, database.value], { as: account }),
      readOwnStore(learning, account),
    ]);
    if (found.outcome === "unanswered") return unknown(found);
    if (!store.known) return store;
    const present = new Set(store.value.containers.map(({ id }) => id));
    const policies = parsePolicies(found.stdout).filter(({ id }) => present.has(id));
    return known({
      source: database.value,
      policies: policies.map(({ name, policy }) => ({ container: name, policy })),
    });
  },
);

/** podman's database, wherever its release has it; `""` where there is none. */
async function databaseBelow({ host }: Learning, account: Account, root: string): Promise<Known<string>> {
  for (const path of [`${root}/db.sql`, `${root}/libpod/bolt_state.db`]) {
    const status = await host.stat(path, { as: account });
    if (status.outcome === "unanswered") return unknown(status);
    if (status.outcome === "present" && status.kind === "file") return known(path);
  }
  return known("");
}

/**
 * The policies in grep's `offset:match` lines: one belongs to the container whose id and name come before it. Databases
 * keep old pages: an id that is found with two policies is left out, since nobody can say which one holds.
 */
export function parsePolicies(
  text: string,
): readonly { readonly id: string; readonly name: string; readonly policy: string }[] {
  const found = new Map<string, { name: string; policies: Set<string> }>();
  let id = "";
  let name = "";
  for (const [, key = "", value = ""] of text.matchAll(/^\d+:"(\w+)":"([^"]*)"$/gm)) {
    if (key === "id") [id, name] = [value, ""];
    else if (key === "name") name ||= value;
    else if (id !== "" && name !== "") {
      const entry = found.get(id) ?? { name, policies: new Set<string>() };
      found.set(id, { name, policies: entry.policies.add(value) });
    }
  }
  return [...found].flatMap(([containerId, { name: of, policies }]) =>
    policies.size === 1 ? [{ id: containerId, name: of, policy: [...policies][0] ?? "" }] : [],
  );
}
