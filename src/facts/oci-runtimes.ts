import { toolDirectories } from "../host/environment.ts";
import type { StatAnswer } from "../host/host.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "./fact.ts";

/** An OCI runtime that podman missed in this boot, and what is on disk. */
export interface MissedRuntime {
  /** `crun` */
  readonly name: string;
  readonly message: string;
  /** The command with which the message was read. */
  readonly source: string;
  /** Where it is; undefined where it is in no folder in which podman looks. */
  readonly path?: string;
  readonly file: StatAnswer;
}

/** Holds podman's `default OCI runtime … not found` against the disk: a message is no cause before that. */
export const learnOciRuntimes = aboutAccount(
  async (learning: Learning, account): Promise<Known<readonly MissedRuntime[]>> => {
    const journal = await learning.fact("journal");
    if (!journal.known) return journal;
    const missed = new Map<string, string>();
    for (const { message } of journal.value.lines) {
      const name = /default OCI runtime "([\w.-]+)" not found/.exec(message)?.[1];
      if (name !== undefined && !missed.has(name)) missed.set(name, message);
    }
    const found: MissedRuntime[] = [];
    for (const [name, message] of missed) {
      const base = { name, message, source: journal.value.command };
      let here: MissedRuntime = { ...base, file: { outcome: "absent" } };
      for (const directory of toolDirectories) {
        const path = `${directory}/${name}`;
        const file = await learning.host.stat(path, { as: account, follow: true });
        if (file.outcome === "unanswered") return unknown(file);
        if (file.outcome !== "present") continue;
        here = { ...base, path, file };
        break;
      }
      found.push(here);
    }
    return known(found);
  },
);
