import { actAs } from "./act-as.ts";
import type { Identity } from "./host.ts";

interface Waiting {
  readonly identity: Identity;
  work(): void;
  reject(error: unknown): void;
}

/**
 * Collects what is to be done as other users, and does it all at the end of the event loop's turn, one change of ids for
 * each user: a change of ids stops every thread of the process (nptl(7)), and a diagnosis asks hundreds of questions.
 */
export class ActAsTurns {
  #waiting: Waiting[] = [];

  /** The same as `actAs`, later: rejects with what `work` throws, or where the process may not change its ids. */
  run<T>(identity: Identity, work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    if (this.#waiting.length === 0) setImmediate(() => this.#turn());
    this.#waiting.push({ identity, reject, work: () => settle(work, resolve, reject) });
    return promise;
  }

  #turn(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const [, questions] of Map.groupBy(waiting, ({ identity }) => keyOf(identity))) {
      const [first] = questions;
      if (first === undefined) continue;
      try {
        actAs(first.identity, () => {
          for (const question of questions) question.work();
        });
      } catch (error) {
        // Of those that were answered this is not heard any more.
        for (const question of questions) question.reject(error);
      }
    }
  }
}

function settle<T>(work: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): void {
  try {
    resolve(work());
  } catch (error) {
    reject(error);
  }
}

function keyOf({ uid, gid, groups }: Identity): string {
  return [uid, gid, ...groups].join(" ");
}
