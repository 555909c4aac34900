import { type Host, textOf, type Unanswered, unanswered } from "../../host/host.ts";
import type { Account } from "../account.ts";
import { aboutAccount, type Known, known, type Learning, unknown } from "../fact.ts";
import type { ParsedUnitFile } from "../unit-file/index.ts";
import type { UserManager } from "../user-manager.ts";
import { type GeneratorComplaint, type GeneratorRun, parseGeneratorRun } from "./generator.ts";
import { kindOf, kinds, type QuadletKind } from "./known-keys.ts";
import { parseQuadletFile, type QuadletFile, settingsOf } from "./quadlet-file.ts";
import { searchQuadlets } from "./search.ts";

/** A file that podman's generator makes a unit of, or would. */
export interface Quadlet {
  /** `web.container` */
  readonly name: string;
  readonly path: string;
  readonly kind: QuadletKind;
  /** The file with its drop-ins; empty where it cannot be read. */
  readonly files: readonly QuadletFile[];
  /** The service that is made of it, by the generator's word or by its rules. */
  readonly service: string;
  /** The unit that the generator makes of it now; undefined where it makes none, or where nobody could ask it. */
  readonly unit?: ParsedUnitFile;
  /** Why it makes none, where it says so of this file. */
  readonly complaint?: GeneratorComplaint;
  /** It lies where quadlets belong, and this generator does not even look at it: its kind is too new, or its folder. */
  readonly passedOver?: true;
}

/** The generator's answer, that there is none on this host, or why it could not be asked. */
export type Generator =
  | ({ readonly state: "answered" } & GeneratorRun)
  | { readonly state: "missing"; readonly searched: readonly string[] }
  | { readonly state: "silent"; readonly why: Unanswered }
  /** There was nothing to ask about. */
  | { readonly state: "not-asked" };

export interface Quadlets {
  /** Whose they are, by name. */
  readonly account: string;
  /** Those asked about: all of them where no unit is named on the command line. */
  readonly quadlets: readonly Quadlet[];
  /** Every one there is, named or not. */
  readonly all: readonly Quadlet[];
  readonly generator: Generator;
  /** The user's own folder of quadlets. */
  readonly folder: string;
  /** Quadlets that lie near the folders that are searched. */
  readonly astray: readonly QuadletFile[];
}

/** systemd.generator(7): where a user manager looks for generators. */
const generatorFolders = [
  "/run/systemd/user-generators",
  "/etc/systemd/user-generators",
  "/usr/local/lib/systemd/user-generators",
  "/usr/lib/systemd/user-generators",
];

/**
 * Finds the quadlets and asks podman's own generator what it makes of them. Its dry run writes nothing (booted: trixie)
 * and needs no manager, so that it tells what the next boot will do.
 */
export const learnQuadlets = aboutAccount(async (learning: Learning, account): Promise<Known<Quadlets>> => {
  const { host, request } = learning;
  const [manager, platform] = await Promise.all([learning.fact("userManager"), learning.fact("platform")]);
  const environment = manager.known ? generatorEnvironment(manager.value) : {};
  const configHome = environment["XDG_CONFIG_HOME"] ?? `${account.home}/.config`;
  const search = await searchQuadlets(host, account, configHome);
  if (search.lost) return unknown(search.lost);
  const systemd = platform.known ? platform.value.systemdVersion : undefined;
  const generator: Generator =
    search.found.length === 0 ? { state: "not-asked" } : await askGenerator(host, account, environment, systemd);
  const looked = generator.state === "answered" ? generator.looked : search.found;
  const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  const names = new Set(looked.map(nameOf));
  // The generator names a file by its real path, so that only the name can be compared.
  const passedOver = search.found.filter((path) => !names.has(nameOf(path)));
  const [all, astray] = await Promise.all([
    Promise.all([...looked, ...passedOver].map((path) => readQuadlet(host, account, path, generator))),
    Promise.all(search.astray.map((path) => readFiles(host, account, [path]))),
  ]);
  return known({
    account: account.name,
    quadlets: all.filter((quadlet) => isAsked(quadlet, request.units)),
    all,
    generator,
    folder: search.own,
    astray: astray.flat(),
  });
});

/** Whether a word of the command line means this quadlet: by its own name, or by its service's. */
export function isAsked({ name, service }: Quadlet, units: readonly string[]): boolean {
  return units.length === 0 || [name, service, service.replace(/\.service$/, "")].some((word) => units.includes(word));
}

/** The manager gives its own environment to generators; what it says of the folders must hold for the dry run, too. */
function generatorEnvironment(manager: UserManager): Readonly<Record<string, string>> {
  if (!manager.answers) return {};
  return Object.fromEntries(
    manager.environment.flatMap((variable) => {
      const [, name, value] = /^(XDG_CONFIG_HOME|QUADLET_UNIT_DIRS)=(\/[^'"\\]*)$/.exec(variable) ?? [];
      return name !== undefined && value !== undefined ? [[name, value]] : [];
    }),
  );
}

async function askGenerator(
  host: Host,
  account: Account,
  environment: Readonly<Record<string, string>>,
  systemd: number | undefined,
): Promise<Generator> {
  for (const folder of generatorFolders) {
    const path = `${folder}/podman-user-generator`;
    const status = await host.stat(path, { follow: true });
    if (status.outcome === "unanswered") return { state: "silent", why: status };
    if (status.outcome === "absent") continue;
    const argv = [path, "-user", "-dryrun"];
    const answer = await host.run(argv, { as: account, environment });
    if (answer.outcome === "unanswered") return { state: "silent", why: answer };
    const command = argv.join(" ");
    if (answer.truncated) return { state: "silent", why: unanswered("too-large", `${command}: too much output`) };
    const units = `${account.runtimeDirectory}/systemd/generator`;
    const run = parseGeneratorRun(answer, command, units, systemd);
    if (run.looked.length > 0 || answer.stderr.includes("No files parsed from")) return { state: "answered", ...run };
    const [line = ""] = answer.stderr.trim().split("\n");
    return { state: "silent", why: unanswered("failed", `${command} (exit ${answer.exit}): ${line}`) };
  }
  return { state: "missing", searched: generatorFolders };
}

async function readQuadlet(host: Host, account: Account, path: string, generator: Generator): Promise<Quadlet> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const kind = kindOf(name) ?? "container";
  const answered = generator.state === "answered" ? generator : undefined;
  const dropIns = (answered?.dropIns ?? []).filter((dropIn) => isDropInOf(dropIn, name));
  const files = await readFiles(host, account, [path, ...dropIns]);
  const unit = answered?.units.find((candidate) => sourceOf(candidate) === path);
  const complaint = answered?.complaints.find(
    ({ stage, file }) => file === path || (stage === "convert" && file === name),
  );
  return {
    name,
    path,
    kind,
    files,
    service: unit?.path.slice(unit.path.lastIndexOf("/") + 1) ?? serviceOf(name, kind, files),
    ...(unit ? { unit } : {}),
    ...(complaint ? { complaint } : {}),
    ...(answered && !answered.looked.includes(path) ? { passedOver: true as const } : {}),
  };
}

/** What of these files the account can read. */
async function readFiles(host: Host, account: Account, paths: readonly string[]): Promise<readonly QuadletFile[]> {
  const read = await Promise.all(
    paths.map(async (path) => ({ path, text: textOf(await host.read(path, { as: account })) })),
  );
  return read.flatMap(({ path, text }) => (text === undefined ? [] : [parseQuadletFile(text, path)]));
}

/** `web.container.d`, `web-.container.d` and `container.d` are all searched (GetUnitDropinPaths()). */
function isDropInOf(dropIn: string, name: string): boolean {
  const folder = dropIn.split("/").at(-2)?.replace(/\.d$/, "") ?? "";
  const [, stem = "", suffix = ""] = /^(.*)\.([a-z]+)$/.exec(name) ?? [];
  if (folder === name || folder === suffix) return true;
  const prefix = new RegExp(`^(.*[-@])\\.${suffix}$`).exec(folder)?.[1];
  return prefix !== undefined && stem.startsWith(prefix);
}

/** The quadlet that a generated unit says that it was made of. */
export function sourceOf({ assignments }: ParsedUnitFile): string | undefined {
  return assignments.find(({ section, key }) => section === "Unit" && key === "SourcePath")?.value;
}

/** getServiceName() in pkg/systemd/quadlet/quadlet.go. */
function serviceOf(name: string, kind: QuadletKind, files: readonly QuadletFile[]): string {
  const { section, service } = kinds[kind];
  const given = settingsOf(files, section, "ServiceName").at(-1)?.value;
  return `${given ?? `${name.replace(/\.[a-z]+$/, "")}${service}`}.service`;
}
