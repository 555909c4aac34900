import { userInfo } from "node:os";
import { commandEnvironment } from "../../src/host/environment.ts";
import type { Caller, Host, RunOptions } from "../../src/host/host.ts";
import { findTool } from "../../src/host/run-command.ts";
import type { Question, Questions } from "./protocol.ts";

/** Hands every question on to a host, and keeps the commands and the number of the rest. */
export class CountingHost implements Host {
  readonly #host: Host;
  readonly #commands: Question[] = [];
  readonly #counts = { reads: 0, stats: 0, lists: 0 };

  constructor(host: Host) {
    this.#host = host;
  }

  questions(): Questions {
    return { commands: this.#commands, ...this.#counts };
  }

  run(argv: readonly string[], options: RunOptions = {}) {
    const { username: name, uid, homedir: home } = userInfo();
    const [tool = "", ...rest] = argv;
    const path = tool.startsWith("/") ? tool : findTool(tool);
    if (path !== undefined) {
      const environment = commandEnvironment(options.as ?? { name, uid, home }, options.environment);
      const asAnother = options.as !== undefined && options.as.uid !== uid;
      this.#commands.push({ argv: [path, ...rest], environment, asAnother });
    }
    return this.#host.run(argv, options);
  }

  read(...question: Parameters<Host["read"]>) {
    this.#counts.reads += 1;
    return this.#host.read(...question);
  }

  stat(...question: Parameters<Host["stat"]>) {
    this.#counts.stats += 1;
    return this.#host.stat(...question);
  }

  list(...question: Parameters<Host["list"]>) {
    this.#counts.lists += 1;
    return this.#host.list(...question);
  }

  caller(): Caller {
    return this.#host.caller();
  }

  now(): Date {
    return this.#host.now();
  }
}
