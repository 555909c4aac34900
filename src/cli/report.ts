import { checks } from "../../checks/index.ts";
import { FactStore } from "../facts/fact-store.ts";
import type { Host } from "../host/host.ts";
import { renderMarkdown } from "../present/markdown.ts";
import { renderPage } from "../present/page.ts";
import { printable } from "../present/printable.ts";
import { renderWritten } from "../present/report.ts";
import { type Bundle, type BundleRequest, packBundle } from "../report/bundle.ts";
import { bundleFrom, makeReport, type Report } from "../report/make-report.ts";
import { findNames, freeId, keepNames, namesDirectory, unmask } from "../report/names.ts";
import { type NotWritten, type Reader, writePrivateFile } from "../report/write-file.ts";
import { callerPath } from "./caller-path.ts";
import type { ExitStatus } from "./exit-status.ts";
import { log } from "./log.ts";
import type { Invocation, ReportOptions } from "./options.ts";
import { OutputLost, write } from "./output.ts";
import { quoted } from "./parse.ts";
import { readFileOfCaller } from "./read-file.ts";
import { targetsOf } from "./targets.ts";
import { isTerminal, styleFor } from "./terminal.ts";
import { thisMachine } from "./this-machine.ts";
import { UsageError } from "./usage-error.ts";

type Format = NonNullable<ReportOptions["format"]>;

/** `poddoctor report [UNIT...]`: one file for a ticket; `report --unmask FILE`: an answer with the real names. */
export async function runReport(invocation: Invocation): Promise<ExitStatus> {
  const { report: options, recorded } = invocation;
  if (options.unmask !== undefined) return runUnmask(options.unmask, options.map);
  const format = formatOf(options);
  const host = thisMachine(invocation);
  const request = await requestOf(host, invocation);
  const names = await directoryOf(host);
  const id = freeId(names, idOf(new Date()));
  const path =
    options.output === "-" || (options.output === undefined && format === "md")
      ? undefined
      : callerPath(options.output ?? `poddoctor-report-${id}${suffixes[format]}`);
  if (path === undefined) await requireReader(format);
  if (options.output?.endsWith("/")) throw new UsageError(wrongPlace(options.output, "folder"));
  const made: Report = recorded?.redaction
    ? { bundle: await bundleFrom(recorded.recording, request, recorded.redaction), names: [], leaks: [], changed: [] }
    : await makeReport(host, request, options.redact);
  if (made.leaks.length > 0) return refuse(made);
  const bytes = bytesOf(made.bundle, format, id);
  if (path === undefined) write(Buffer.from(bytes));
  else save(path, bytes, options.force);
  const kept =
    made.names.length === 0 || recorded?.example
      ? undefined
      : keepNames(names, { schema: "poddoctor/names/1", id, names: made.names });
  if (kept !== undefined) log.warn(`the names could not be kept, so --unmask will not know them: ${printable(kept)}`);
  const told = renderWritten(
    { path, bytes: bytes.length, id, bundle: made.bundle, changed: made.changed },
    styleFor(invocation.color),
  );
  if (path === undefined) log.info(told);
  else write(`${told}\n`);
  return 0;
}

const suffixes: Readonly<Record<Format, string>> = { html: ".html", bundle: ".json.gz", md: ".md" };

/** What was asked for, or what the file's name says. */
function formatOf({ format, output = "" }: ReportOptions): Format {
  if (format !== undefined) return format;
  if (output.endsWith(".gz") || output.endsWith(".bundle")) return "bundle";
  return output.endsWith(".md") ? "md" : "html";
}

/** The account and the units, before anything is kept: who else is on the host is nobody's business. */
async function requestOf(host: Host, invocation: Invocation): Promise<BundleRequest> {
  if (invocation.allUsers) throw new UsageError("a report is of one account: poddoctor report --user NAME");
  const { stores } = await targetsOf(host, invocation);
  const [store, ...others] = stores;
  if (!store || others.length > 0) throw new UsageError("a report is of one account: poddoctor report --user NAME");
  const { user, units } = store.request;
  return { ...(user === undefined ? {} : { user }), units, boot: invocation.boot };
}

function bytesOf(bundle: Bundle, format: Format, id: string): Uint8Array {
  if (format === "bundle") return packBundle(bundle);
  return Buffer.from(
    format === "md" ? renderMarkdown(bundle) : renderPage({ bundle, packed: packBundle(bundle), id, checks }),
  );
}

/**
 * @throws UsageError where the command line names a place for no file
 * @throws OutputLost where the file cannot be written there
 */
function save(path: string, bytes: Uint8Array, force: boolean): void {
  const written = writePrivateFile(path, bytes, force, readerBySudo());
  if (written.ok) return;
  const { why } = written;
  if (/^(exists|folder|no file|ENOENT|ENOTDIR|ENAMETOOLONG|ELOOP)$/.test(why))
    throw new UsageError(wrongPlace(path, why));
  throw new OutputLost(`${quoted(path)} cannot be written: ${inWords[why] ?? why}; nothing was. Elsewhere: -o FILE`);
}

function wrongPlace(path: string, why: NotWritten): string {
  switch (why) {
    case "exists":
      return `${quoted(path)} is there already; --force writes over it`;
    case "folder":
      return `${quoted(path)} is a folder; name a file in it`;
    case "no file":
      return `${quoted(path)} is no file; to standard output: -o -`;
    case "ENOENT":
      return `${quoted(path)} cannot be written: its folder does not exist`;
    default:
      return `${quoted(path)} cannot be written: ${inWords[why] ?? why}`;
  }
}

const inWords: Readonly<Record<string, string>> = {
  EACCES: "there is no permission to (EACCES)",
  EPERM: "there is no permission to (EPERM)",
  EROFS: "the file system is read-only (EROFS)",
  ENOSPC: "the disk is full (ENOSPC)",
  EDQUOT: "the quota is used up (EDQUOT)",
  ENOTDIR: "what should be its folder is none",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its folder is a link to itself",
};

/** @throws UsageError where a compressed file would go to a terminal */
async function requireReader(format: Format): Promise<void> {
  if (format !== "bundle" || !isTerminal(1)) return;
  const { isatty } = await import("node:tty");
  if (isatty(1)) throw new UsageError("a bundle is no text for a terminal: -o FILE, or a pipe behind -o -");
}

/** Who asked by sudo is to read what root writes for them. */
function readerBySudo(): Reader | undefined {
  const [uid, gid] = [process.env.SUDO_UID, process.env.SUDO_GID].map((text) =>
    /^\d{1,9}$/.test(text ?? "") ? Number(text) : 0,
  );
  return process.getuid?.() === 0 && uid && gid ? { uid, gid } : undefined;
}

/** Nothing is written: the redaction has a hole, and only its maker can close it. */
function refuse({ leaks }: Report): ExitStatus {
  const lines = leaks
    .slice(0, 5)
    .map(({ form, kind, where }) => `  ${kind}, ${form}, in the answer to ${printable(where)}`);
  log.error(
    `nothing was written: ${leaks.length === 1 ? "a value" : `${leaks.length} values`} that must not be in the report ${leaks.length === 1 ? "is" : "are"} still there\n${lines.join("\n")}\nPlease report this without the value itself; --redact none writes a report with all names in it.`,
  );
  return 3;
}

function idOf(now: Date): string {
  return now
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:]/g, "");
}

async function directoryOf(host: Host): Promise<string> {
  // In a replay it is the reader who keeps the names, not the recorded account.
  const uid = process.getuid?.() ?? 0;
  const account = host.caller().uid === uid ? await new FactStore(host, { units: [] }).fact("account") : undefined;
  const home = account?.known ? account.value.home : (process.env.HOME ?? "/");
  return namesDirectory(uid, home, process.env.XDG_STATE_HOME);
}

async function runUnmask(file: string, map: string | undefined): Promise<ExitStatus> {
  const bytes = file === "-" ? await new Response(Bun.stdin.stream()).bytes() : readFileOfCaller(callerPath(file));
  const text = new TextDecoder().decode(bytes);
  const directory = namesDirectory(process.getuid?.() ?? 0, process.env.HOME ?? "/", process.env.XDG_STATE_HOME);
  const names = findNames(directory, map, text);
  if (!names)
    throw new UsageError(
      map === undefined
        ? `no names of a report are kept in ${quoted(directory)}`
        : `there is no report ${quoted(map)} in ${quoted(directory)}`,
    );
  write(unmask(text, names).split("\n").map(printable).join("\n"));
  log.info(`the names of report ${names.id} are put back`);
  return 0;
}
