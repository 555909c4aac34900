import type { FactStore } from "../facts/fact-store.ts";
import type { Host } from "../host/host.ts";
import type { Ground } from "../repair/apply.ts";
import { type Lock, lockAccount } from "../repair/lock.ts";
import { OwnWriter, writerFor } from "../repair/writer.ts";

export interface OpenGround {
  readonly ground: Omit<Ground, "recorder">;
  readonly lock: Extract<Lock, { held: true }>;
}

/** All that a repair of one account works with, its lock held; or why it cannot be worked on now. */
export async function openGround(host: Host, store: FactStore): Promise<OpenGround | { readonly refused: string }> {
  const account = await store.fact("account");
  if (!account.known) return { refused: account.why.detail };
  const { uid } = host.caller();
  const lock = await lockAccount(account.value, uid);
  if (!lock.held)
    return { refused: `another repair of ${account.value.name} is running (${lock.by}); try again when it is done` };
  const writers = { user: writerFor(account.value, uid), ...(uid === 0 ? { root: new OwnWriter() } : {}) };
  return { ground: { host, account: account.value, writers }, lock };
}
