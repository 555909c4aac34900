import { userInfo } from "node:os";
import { ActAsTurns } from "./act-as-turns.ts";
import { commandEnvironment } from "./environment.ts";
import { keepMembers, listDirectory, readRegularFile, statPath } from "./files.ts";
import { mountsCanHang, mountsHere } from "./hanging-mounts.ts";
import {
  type AskOptions,
  type Caller,
  type CommandAnswer,
  callerVariables,
  type FileAnswer,
  type Host,
  type Identity,
  type ListAnswer,
  type ReadOptions,
  type RunOptions,
  type StatAnswer,
  type Unanswered,
  unanswered,
} from "./host.ts";
import { keepKube } from "./kube-file.ts";
import { runCommand } from "./run-command.ts";

const defaultMaxBytes = 8 * 1024 * 1024;

export interface LiveOptions {
  /** Milliseconds that a command may take. */
  readonly timeoutMs: number;
}

/** The machine on which poddoctor runs. Nothing here writes, and nothing opens a login session. */
export class LiveHost implements Host {
  readonly #timeoutMs: number;
  readonly #uid = process.getuid?.() ?? -1;
  readonly #homes = new Map<string, Promise<Unanswered | undefined>>();
  readonly #turns = new ActAsTurns();
  #mountsCanHang: boolean | undefined;
  #podman: Promise<unknown> = Promise.resolve();

  constructor(options: LiveOptions) {
    this.#timeoutMs = options.timeoutMs;
  }

  async run(argv: readonly string[], options: RunOptions = {}): Promise<CommandAnswer> {
    // podman calls take the same lock, and a second one would only wait inside.
    if (argv[0] !== "podman") return this.#run(argv, options);
    const turn = this.#podman.then(() => this.#run(argv, options));
    this.#podman = turn.catch(() => {});
    return turn;
  }

  async #run(argv: readonly string[], options: RunOptions): Promise<CommandAnswer> {
    const other = this.#otherThanCaller(options.as);
    if (other && this.#uid !== 0) return notAllowed(other);
    const user = options.as ?? ownIdentity();
    return runCommand({
      argv: other ? [...dropTo(other), ...argv] : argv,
      environment: commandEnvironment(user, options.environment),
      timeoutMs: options.timeoutMs ?? this.#timeoutMs,
      maxBytes: options.maxBytes ?? defaultMaxBytes,
    });
  }

  async read(path: string, options: ReadOptions = {}): Promise<FileAnswer> {
    const answer = await this.#look(path, options.as, () => readRegularFile(path));
    if (options.kube) return keepKube(path, answer);
    return options.members ? keepMembers(path, answer, options.members) : answer;
  }

  async stat(path: string, options: AskOptions & { readonly follow?: boolean } = {}): Promise<StatAnswer> {
    return this.#look(path, options.as, () => statPath(path, options.follow ?? false));
  }

  async list(path: string, options: AskOptions = {}): Promise<ListAnswer> {
    return this.#look(path, options.as, () => listDirectory(path));
  }

  caller(): Caller {
    const environment: Partial<Record<(typeof callerVariables)[number], string>> = {};
    for (const name of callerVariables) {
      const value = process.env[name];
      if (value !== undefined) environment[name] = value;
    }
    return { uid: this.#uid, environment };
  }

  now(): Date {
    return new Date();
  }

  async #look<T>(path: string, as: Identity | undefined, ask: () => T): Promise<T | Unanswered> {
    const hung = as && isBelow(path, as.home) ? await this.#homeHangs(as) : undefined;
    if (hung) return hung;
    const other = this.#otherThanCaller(as);
    if (!other) return ask();
    return this.#uid === 0 ? this.#turns.run(other, ask) : ask();
  }

  /** A dead network file system blocks whoever touches it, so a process that can be abandoned touches the home first. */
  async #homeHangs(identity: Identity): Promise<Unanswered | undefined> {
    this.#mountsCanHang ??= mountsCanHang(mountsHere());
    if (!this.#mountsCanHang) return undefined;
    const known = this.#homes.get(identity.home);
    if (known) return known;
    const probe = this.#run(["stat", "-f", "-c", "%T", "--", identity.home], { as: identity }).then((answer) =>
      answer.outcome === "unanswered" && answer.reason === "timeout"
        ? unanswered("timeout", `${identity.home} does not answer: its file system hangs`)
        : undefined,
    );
    this.#homes.set(identity.home, probe);
    return probe;
  }

  #otherThanCaller(as: Identity | undefined): Identity | undefined {
    return as && as.uid !== this.#uid ? as : undefined;
  }
}

/** Becomes the user by ids alone: setpriv opens no PAM session, so it cannot start the manager that is being judged. */
function dropTo(identity: Identity): readonly string[] {
  return [
    "setpriv",
    `--reuid=${identity.uid}`,
    `--regid=${identity.gid}`,
    `--groups=${identity.groups.join(",")}`,
    "--",
  ];
}

function ownIdentity(): Pick<Identity, "name" | "uid" | "home"> {
  const { username, uid, homedir } = userInfo();
  return { name: username, uid, home: homedir };
}

function notAllowed(other: Identity): Unanswered {
  return unanswered("denied", `only root may ask as ${other.name}`);
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
}
