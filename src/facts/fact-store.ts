import type { Host } from "../host/host.ts";
import { unanswered } from "../host/host.ts";
import { type Known, type Learning, type Request, unknown } from "./fact.ts";
import { type FactName, type FactValues, learners } from "./index.ts";

/** Learns each fact at most once; `forget` is for after a repair. */
export class FactStore implements Learning {
  readonly host: Host;
  readonly request: Request;
  #learned = new Map<FactName, Promise<Known<FactValues[FactName]>>>();

  constructor(host: Host, request: Request) {
    this.host = host;
    this.request = request;
  }

  fact<N extends FactName>(name: N): Promise<Known<FactValues[N]>> {
    const learned = this.#learned.get(name) ?? this.#learn(name);
    this.#learned.set(name, learned);
    return learned as Promise<Known<FactValues[N]>>;
  }

  /** Drops all that was learned, so that the next question goes to the host. */
  forget(): void {
    this.#learned = new Map();
  }

  async #learn<N extends FactName>(name: N): Promise<Known<FactValues[N]>> {
    try {
      return await learners[name](this);
    } catch (error) {
      // A bug in one parser must not take the whole diagnosis with it.
      return unknown(
        unanswered("failed", `poddoctor could not read ${name}: ${error instanceof Error ? error.message : error}`),
      );
    }
  }
}
