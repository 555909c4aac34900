import { toolDirectories } from "../host/environment.ts";
import type { Host, StatAnswer } from "../host/host.ts";
import { textOf } from "../host/host.ts";
import type { Account } from "./account.ts";
import {
  type ExecCommand,
  type ExecProblem,
  expandSpecifiers,
  parseExecLine,
  type SpecifierContext,
  type UnitConfig,
} from "./unit-file/index.ts";

export const execKeys = [
  "ExecCondition",
  "ExecStartPre",
  "ExecStart",
  "ExecStartPost",
  "ExecReload",
  "ExecStop",
  "ExecStopPost",
] as const;
export type ExecKey = (typeof execKeys)[number];

/** One command of an Exec line, with what it names on disk. */
export interface ExecSetting {
  readonly key: ExecKey;
  /** The file and line where it is set. */
  readonly path: string;
  readonly line: number;
  /** As written, after the `=`. */
  readonly raw: string;
  /** Undefined where systemd cannot make a command of the line; `problem` says why. */
  readonly command?: ExecCommand;
  readonly problem?: ExecProblem;
  /** The file that would be run: for a bare name the first one in systemd's own path. */
  readonly executable: string;
  /** What is there, links followed. */
  readonly file: StatAnswer;
  /** Where a program of that name is, where the path that is written leads to nothing. */
  readonly elsewhere?: string;
  /** The words that podman is given, from `podman` on, where the command or the script it names runs podman. */
  readonly podman: readonly (readonly string[])[];
  readonly runsPodman: boolean;
  /** Whether podman is run by a script (or `sh -c`), not by the line itself. */
  readonly byScript: boolean;
}

const starting: ReadonlySet<ExecKey> = new Set(["ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost"]);

/** Whether the failure of this command keeps the unit from starting; one with `-` in front does not. */
export function keepsFromStarting({ key, command }: Pick<ExecSetting, "key" | "command">): boolean {
  return starting.has(key) && !command?.prefixes.ignoreFailure;
}

/** Folders in which systemd looks up a bare name (systemd.service(5), DEFAULT_PATH), whatever the user's PATH says. */
const searched = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
const maxScriptBytes = 256 * 1024;

/** What the specifiers of an account's unit stand for. */
export function specifierContext(account: Account, unitName: string, systemd: number | undefined): SpecifierContext {
  return { unitName, account, runtimeDir: account.runtimeDirectory, ...(systemd === undefined ? {} : { systemd }) };
}

/** All Exec commands of a service with what each leads to; the account's rights decide what can be seen. */
export async function execSettings(
  host: Host,
  account: Account,
  unitName: string,
  config: UnitConfig,
  systemd: number | undefined,
): Promise<readonly ExecSetting[]> {
  const context = specifierContext(account, unitName, systemd);
  const expand = (text: string) => expandSpecifiers(text, context);
  const settings: Promise<ExecSetting>[] = [];
  for (const key of execKeys) {
    for (const { value, path, line } of config.values("Service", key)) {
      const parsed = parseExecLine(value, { expand, ...(systemd === undefined ? {} : { systemd }) });
      const place = { key, path, line, raw: value };
      for (const command of parsed.commands) settings.push(locate(host, account, { ...place, command }));
      if (parsed.problem) settings.push(locate(host, account, { ...place, problem: parsed.problem }));
    }
  }
  return Promise.all(settings);
}

type Place = Pick<ExecSetting, "key" | "path" | "line" | "raw" | "command" | "problem">;

async function locate(host: Host, account: Account, place: Place): Promise<ExecSetting> {
  const { command } = place;
  if (!command) {
    const said = podmanWords(place.raw.split(/\s+/));
    return {
      ...place,
      executable: "",
      file: { outcome: "absent" },
      podman: said,
      runsPodman: said.length > 0,
      byScript: false,
    };
  }
  const [executable, file] = await findExecutable(host, account, command.command);
  const elsewhere = file.outcome === "absent" ? await findElsewhere(host, account, command.command) : undefined;
  const words = [command.command, ...command.args];
  const inline = podmanWords(words);
  const shell = shellText(words);
  const script =
    inline.length === 0 && shell === undefined && file.outcome === "present"
      ? await scriptText(host, account, executable, file.size)
      : undefined;
  const text = shell ?? script;
  const podman = inline.length > 0 && shell === undefined ? inline : text === undefined ? [] : podmanLines(text);
  return {
    ...place,
    executable,
    file,
    ...(elsewhere === undefined ? {} : { elsewhere }),
    podman,
    runsPodman: podman.length > 0,
    byScript: text !== undefined,
  };
}

async function findExecutable(host: Host, account: Account, name: string): Promise<readonly [string, StatAnswer]> {
  const paths = name.includes("/") ? [name] : searched.map((directory) => `${directory}/${name}`);
  let last: readonly [string, StatAnswer] = [name, { outcome: "absent" }];
  for (const path of paths) {
    const file = await host.stat(path, { as: account, follow: true });
    if (file.outcome !== "absent") return [path, file];
    if (name.includes("/")) last = [path, file];
  }
  return last;
}

async function findElsewhere(host: Host, account: Account, path: string): Promise<string | undefined> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const [found, file] = await findExecutable(host, account, name);
  return file.outcome === "present" && found !== path ? found : undefined;
}

/** The text given to `sh -c`, where the command is a shell; one that podman runs in a container is none of the unit's. */
function shellText(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /(^|\/)(ba|da|k|z)?sh$/.test(word));
  if (podmanWords(words.slice(0, Math.max(at, 0))).length > 0) return undefined;
  const option = at < 0 ? -1 : words.findIndex((word, index) => index > at && /^-\w*c$/.test(word));
  return option < 0 ? undefined : (words[option + 1] ?? "");
}

/** The head of a script; programs and huge files run no podman line that could be read. */
async function scriptText(host: Host, account: Account, path: string, size: number): Promise<string | undefined> {
  if (
    size > maxScriptBytes ||
    toolDirectories.some((directory) => directory !== "/usr/local/bin" && path.startsWith(`${directory}/`))
  )
    return undefined;
  const text = textOf(await host.read(path, { as: account }));
  return text === undefined || text.startsWith("\x7fELF") || text.includes("\0") ? undefined : text;
}

const podmanProgram = /(^|\/)podman(-compose|-remote)?$/;

/** The words from podman on, where podman is the program or what a wrapper (env, nice, flock) runs. */
function podmanWords(words: readonly string[]): readonly (readonly string[])[] {
  const at = words.findIndex((word) => podmanProgram.test(word.replace(/^[-@:+!|]+/, "")));
  return at < 0 ? [] : [words.slice(at)];
}

/** The podman calls of a shell text, cut at blanks and separators: enough to see the verb and its options. */
function podmanLines(text: string): readonly (readonly string[])[] {
  const commands = text
    .replaceAll("\\\n", " ")
    .split(/[\n;&|]+/)
    .map((command) => command.trim())
    .filter((command) => command !== "" && !command.startsWith("#"));
  return commands.flatMap((command) =>
    podmanWords(
      command
        .replace(/["'()]/g, " ")
        .trim()
        .split(/\s+/),
    ),
  );
}
