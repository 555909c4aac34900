import {
  type Absent,
  type AskOptions,
  type Caller,
  type CommandAnswer,
  type FileAnswer,
  type FileKind,
  type Host,
  type ListAnswer,
  type ReadOptions,
  type StatAnswer,
  unanswered,
} from "../../host/host.ts";
import { keepKube } from "../../host/kube-file.ts";

/** What lies at a path: a text, a link, a socket, or a refusal. Folders follow from the paths below them. */
export type Invented =
  | string
  | { readonly link: string }
  | { readonly kind: FileKind; readonly mode?: number }
  | { readonly denied: true };

export interface InventedMachine {
  readonly uid: number;
  readonly environment: Caller["environment"];
  readonly paths: Readonly<Record<string, Invented>>;
  /** The answer to a command; undefined where the tool is not installed. */
  command(
    argv: readonly string[],
  ): { readonly exit: number; readonly stdout: string; readonly stderr?: string } | undefined;
}

const absent: Absent = { outcome: "absent" };

/** A host that was never booted, for tests of what becomes of its answers. */
export class InventedHost implements Host {
  readonly #machine: InventedMachine;

  constructor(machine: InventedMachine) {
    this.#machine = machine;
  }

  async run(argv: readonly string[]): Promise<CommandAnswer> {
    const answer = this.#machine.command(argv);
    if (!answer) return unanswered("missing-tool", `${argv[0]} is not installed`);
    return { outcome: "exited", stderr: "", truncated: false, ...answer };
  }

  async read(path: string, options: ReadOptions = {}): Promise<FileAnswer> {
    const found = this.#at(this.#follow(path));
    if (found === undefined) return absent;
    if (typeof found === "string") {
      const answer: FileAnswer = { outcome: "read", bytes: new TextEncoder().encode(found) };
      return options.kube ? keepKube(path, answer) : answer;
    }
    return unanswered("denied" in found ? "denied" : "not-regular", `${path}: permission denied`);
  }

  async stat(path: string, options: AskOptions & { readonly follow?: boolean } = {}): Promise<StatAnswer> {
    const found = this.#at(options.follow ? this.#follow(path) : path);
    if (found === undefined) return absent;
    if (typeof found === "object" && "denied" in found) return unanswered("denied", `${path}: permission denied`);
    return {
      outcome: "present",
      kind: kindOf(found),
      mode: modeOf(found) ?? (kindOf(found) === "directory" || path.startsWith("/usr/bin/") ? 0o755 : 0o644),
      uid: path.startsWith("/home/") || path.startsWith("/run/user/") ? 1001 : 0,
      gid: 0,
      size: typeof found === "string" ? found.length : 0,
      modifiedMs: 1_700_000_000_000,
      ...(typeof found === "object" && "link" in found ? { target: found.link } : {}),
    };
  }

  async list(path: string): Promise<ListAnswer> {
    const found = this.#at(path);
    if (found === undefined) return absent;
    if (typeof found === "object" && "denied" in found) return unanswered("denied", `${path}: permission denied`);
    const names = new Set<string>();
    for (const known of Object.keys(this.#machine.paths)) {
      if (known.startsWith(`${path}/`)) names.add(known.slice(path.length + 1).split("/")[0] ?? "");
    }
    const entries = [...names].sort().map((name) => ({ name, kind: kindOf(this.#at(`${path}/${name}`) ?? "") }));
    return { outcome: "listed", entries };
  }

  caller(): Caller {
    return { uid: this.#machine.uid, environment: this.#machine.environment };
  }

  now(): Date {
    return new Date("2026-11-23T09:00:00Z");
  }

  #at(path: string): Invented | undefined {
    const { paths } = this.#machine;
    if (Object.hasOwn(paths, path)) return paths[path];
    return Object.keys(paths).some((known) => known.startsWith(`${path}/`)) ? { kind: "directory" } : undefined;
  }

  #follow(path: string): string {
    const found = this.#at(path);
    return typeof found === "object" && "link" in found ? this.#follow(found.link) : path;
  }
}

function kindOf(found: Invented): FileKind {
  if (typeof found === "string") return "file";
  if ("link" in found) return "symlink";
  return "kind" in found ? found.kind : "file";
}

function modeOf(found: Invented): number | undefined {
  return typeof found === "object" && "kind" in found ? found.mode : undefined;
}
