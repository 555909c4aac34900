import { type Host, textOf, unanswered } from "../host/host.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";

/** The session lines that PAM runs for user@UID.service, and the module that gives it its runtime directory. */
export interface PamStack {
  /** The file of the service `systemd-user`, or of `other`, which PAM takes where there is none. */
  readonly path: string;
  /** Every file that was read. */
  readonly files: readonly string[];
  /** The first session line that names pam_systemd.so. */
  readonly line?: { readonly path: string; readonly line: number; readonly text: string };
  /** Where the module is; `absent` where a line names it and it is nowhere, undefined where that could not be seen. */
  readonly module?: string;
}

const folders = ["/etc/pam.d", "/usr/lib/pam.d", "/usr/share/pam.d", "/usr/etc/pam.d"];
const maxDepth = 8;

/** Reads the stack as libpam does, its includes too (pam.conf(5)): the first folder that has the file counts. */
export async function learnPamStack({ host }: Learning): Promise<Known<PamStack>> {
  const own = await readService(host, "systemd-user");
  if (!own.known) return own;
  const start = own.value ?? (await otherService(host));
  if ("known" in start) return start;
  const files: string[] = [];
  const found = await findLine(host, start, files, 0);
  if (!found.known) return found;
  const line = found.value;
  const path = start.path;
  if (!line) return known({ path, files });
  const module = await findModule(host, line.text);
  return known({ path, files, line, ...(module === undefined ? {} : { module }) });
}

interface ServiceFile {
  readonly path: string;
  readonly text: string;
}

async function otherService(host: Host): Promise<ServiceFile | Extract<Known<never>, { known: false }>> {
  const other = await readService(host, "other");
  if (!other.known) return other;
  return other.value ?? unknown(unanswered("failed", "PAM has neither systemd-user nor other among its services"));
}

async function readService(host: Host, name: string): Promise<Known<ServiceFile | undefined>> {
  const paths = name.startsWith("/") ? [name] : folders.map((folder) => `${folder}/${name}`);
  for (const path of paths) {
    const answer = await host.read(path);
    if (answer.outcome === "unanswered") return unknown(answer);
    const text = textOf(answer);
    if (text !== undefined) return known({ path, text });
  }
  return known(undefined);
}

async function findLine(
  host: Host,
  { path, text }: ServiceFile,
  files: string[],
  depth: number,
): Promise<Known<PamStack["line"]>> {
  files.push(path);
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.replace(/#.*/, "").trim();
    if (/^-?session\s/.test(line) && /(^|[\s/])pam_systemd\.so(\s|$)/.test(line))
      return known({ path, line: index + 1, text: line });
    const included = /^@include\s+(\S+)/.exec(line)?.[1] ?? /^-?session\s+(?:include|substack)\s+(\S+)/.exec(line)?.[1];
    if (included === undefined || depth >= maxDepth) continue;
    const file = await readService(host, included);
    if (!file.known) return file;
    const found = file.value ? await findLine(host, file.value, files, depth + 1) : undefined;
    if (found && (!found.known || found.value)) return found;
  }
  return known(undefined);
}

/** libpam's own folder differs by distribution and architecture: it is looked for, not guessed. */
async function findModule(host: Host, line: string): Promise<string | undefined> {
  const written = /(\/\S*pam_systemd\.so)/.exec(line)?.[1];
  const listing = await host.list("/usr/lib");
  if (written === undefined && listing.outcome !== "listed") return undefined;
  const triplets =
    listing.outcome === "listed"
      ? listing.entries.flatMap(({ name }) => (name.includes("-linux-") ? [`/usr/lib/${name}`] : []))
      : [];
  // Debian 11 may have a /lib of its own beside /usr/lib.
  const roots = triplets.map((folder) => folder.replace("/usr/", "/"));
  const libraries = ["/usr/lib64", "/usr/lib", ...triplets, "/lib64", "/lib", ...roots];
  const paths = written === undefined ? libraries.map((folder) => `${folder}/security/pam_systemd.so`) : [written];
  for (const path of paths) {
    const status = await host.stat(path, { follow: true });
    if (status.outcome === "unanswered") return undefined;
    if (status.outcome === "present") return path;
  }
  return "absent";
}
