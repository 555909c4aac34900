import type { FactStore } from "../facts/fact-store.ts";
import type { Host } from "../host/host.ts";
import type { Ground } from "../repair/apply.ts";
import { type Lock, lockAccount } from "../repair/lock.ts";
import { RootWriter, writerFor } from "../repair/writer.ts";

export interface OpenGround {
  readonly ground: Omit<Ground, "recorder">;
  readonly lock: Extract<Lock, { held: true }>;
}

/**
 * All that a repair of one account works with; or why it cannot be worked on now. The lock is held where anything may be
 * changed: to look and plan nobody must wait.
 */
export async function openGround(
  host: Host,
  store: FactStore,
  { changes = true }: { readonly changes?: boolean } = {},
): Promise<OpenGround | { readonly refused: string }> {
  const account = await store.fact("account");
  if (!account.known) return { refused: account.why.detail };
  const { uid } = host.caller();
  const lock = changes ? await lockAccount(account.value, uid) : ({ held: true, release: () => {} } as const);
  if (!lock.held) return { refused: lock.why };
  const writers = { user: writerFor(account.value, uid), ...(uid === 0 ? { root: new RootWriter() } : {}) };
  return { ground: { host, account: account.value, writers }, lock };
}
