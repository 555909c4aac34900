import { type ParsedUnitFile, parseUnitFile } from "../unit-file/index.ts";

/** Why the generator makes nothing of a file, in its own words. */
export interface GeneratorComplaint {
  /** `load`: it cannot read the file, or what is in it; `convert`: it read the file and refuses what it says. */
  readonly stage: "load" | "convert";
  /** The file's path; of a refused one the generator says the name only. */
  readonly file: string;
  readonly reason: string;
  /** The line that it printed, without its name and process id. */
  readonly text: string;
}

/** What a dry run of podman's generator said. */
export interface GeneratorRun {
  readonly command: string;
  readonly exit: number;
  /** The quadlets that it looked at, by path, in its order: of one name the first counts. */
  readonly looked: readonly string[];
  /** The drop-ins that it read. */
  readonly dropIns: readonly string[];
  readonly complaints: readonly GeneratorComplaint[];
  /** What it said when it crashed: then it keeps its complaints to itself, and makes no unit of what it had not come to. */
  readonly crash?: string;
  /** The units that it would write, as systemd would read them. */
  readonly units: readonly ParsedUnitFile[];
}

const said = /^quadlet-generator\[\d+\]: /;
const quoted = /^"((?:[^"\\]|\\.)*)"/;

/**
 * Reads what `podman-user-generator -user -dryrun` prints: its log on standard error, the units on standard output.
 * Source: cmd/quadlet/main.go of podman 4.4 to 5.8; 4.4 and 4.5 write "Error loading '…', ignoring: …".
 *
 * @param directory where systemd would have the units written
 */
export function parseGeneratorRun(
  { stdout, stderr, exit }: { readonly stdout: string; readonly stderr: string; readonly exit: number },
  command: string,
  directory: string,
  systemd: number | undefined,
): GeneratorRun {
  const lines = stderr.split("\n").map((line) => line.replace(said, ""));
  const after = (words: string) =>
    lines.filter((line) => line.startsWith(words)).map((line) => line.slice(words.length));
  const crash = lines.find((line) => /^(panic|fatal error|runtime error): /.test(line));
  return {
    command,
    exit,
    ...(crash === undefined ? {} : { crash }),
    looked: after("Loading source unit file "),
    dropIns: after("Loading source drop-in file "),
    complaints: lines.flatMap(complaintOf),
    units: generatedUnits(stdout, directory, systemd),
  };
}

/** What the generator complains of in a line that it printed; nothing for its other words. */
export function complaintIn(line: string): GeneratorComplaint | undefined {
  return complaintOf(line.replace(said, ""))[0];
}

function complaintOf(text: string): readonly GeneratorComplaint[] {
  const [, verb = "", rest = ""] = /^(?:Error )?(error loading|loading|converting) (.*)$/s.exec(text) ?? [];
  if (verb === "") return [];
  const stage = verb === "converting" ? "convert" : "load";
  const name = quoted.exec(rest) ?? /^'((?:[^'\\]|\\.)*)'/.exec(rest);
  if (!name) return [];
  const reason = rest.slice(name[0].length).replace(/^(, ignoring)?[:,] /, "");
  return [{ stage, file: unquote(name[1] ?? ""), reason, text }];
}

/** Go's %q escapes what a file's name may hold. */
function unquote(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/g, (_, u?: string, x?: string, plain?: string) => {
    const code = u ?? x;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return { n: "\n", t: "\t", r: "\r" }[plain ?? ""] ?? plain ?? "";
  });
}

function generatedUnits(stdout: string, directory: string, systemd: number | undefined): readonly ParsedUnitFile[] {
  return stdout.split(/^---(?=\S+---$)/m).flatMap((block) => {
    const [, path, text] = /^(\S+)---\n(.*)$/s.exec(block) ?? [];
    if (path === undefined || text === undefined) return [];
    const at = `${directory}/${path.slice(path.lastIndexOf("/") + 1)}`;
    return [parseUnitFile(text, at, systemd === undefined ? {} : { systemd })];
  });
}
