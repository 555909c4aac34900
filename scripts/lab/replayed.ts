import { isDeepStrictEqual } from "node:util";
import type { DiagnosisDocument } from "../../src/diagnosis/document.ts";
import { deep } from "../../src/redact/redact-recording.ts";
import { removed } from "../../src/redact/secrets.ts";
import { escapeRegExp } from "../../src/redact/spelling.ts";
import { bundleFrom } from "../../src/report/make-report.ts";
import { type Names, unmask } from "../../src/report/names.ts";
import { readBundle } from "../../src/report/read-bundle.ts";
import { diagnosisBy, PODDOCTOR } from "./diagnosis.ts";
import type { View } from "./fault.ts";
import type { HostUnderTest } from "./host-under-test.ts";

/** Makes a bundle and shows it with the names that were kept, which are taken away again: the host is to be as it was. */
const making = `export XDG_STATE_HOME=$(mktemp -d -p /dev/shm)
names=$XDG_STATE_HOME/poddoctor/reports
[ "$(id -u)" = 1001 ] || names=/var/lib/poddoctor/reports
"$@" report --format bundle -o - | base64 -w0
echo
cat "$names"/*.json
rm -rf "$names" "$XDG_STATE_HOME"`;

/** A host moves on between a diagnosis and the next. */
const tries = 3;

/**
 * Has the executable make a report on a booted host, replays it here, and holds what the replay says against the
 * diagnosis on the host: with the names put back, every field but `at` must be the same; where a secret was taken out, the
 * rest of the text.
 *
 * @returns what differs, a line each
 */
export async function replayDifferences(host: HostUnderTest, view: View): Promise<readonly string[]> {
  let differences: readonly string[] = [];
  for (let at = 0; at < tries; at += 1) {
    const { document } = await diagnosisBy(host, view);
    const { bundle, names } = await report(host, view);
    const read = readBundle(bundle);
    if (!read.ok || !read.request || !read.redaction) return [`no bundle: ${read.ok ? "only a recording" : read.why}`];
    const replayed = (await bundleFrom(read.recording, read.request, read.redaction)).diagnosis;
    differences = differencesOf(document, deep(replayed, (text) => unmask(text, names)) as DiagnosisDocument);
    if (differences.length === 0) return [];
  }
  return differences.slice(0, 5);
}

async function report(host: HostUnderTest, view: View): Promise<{ bundle: Uint8Array; names: Names }> {
  const argv = ["sh", "-c", making, "sh", PODDOCTOR];
  // The words behind `report` are read in any order.
  const asRoot = making.replace('"$@" report', '"$@" report --user podder');
  const { stdout, stderr } =
    view === "root"
      ? await host.asRoot(["sh", "-c", asRoot, "sh", PODDOCTOR])
      : await host.asUser(argv, { session: "environment" });
  const [bundle = "", names = ""] = stdout.split("\n");
  if (bundle === "" || names === "") throw new Error(`no report as ${view}: ${stderr}`);
  return { bundle: Buffer.from(bundle, "base64"), names: JSON.parse(names) as Names };
}

/** Where two diagnoses differ, as paths of fields. */
function differencesOf(host: DiagnosisDocument, replayed: DiagnosisDocument): readonly string[] {
  const differences: string[] = [];
  compare("", { ...host, at: "" }, { ...replayed, at: "" }, differences);
  return differences;
}

function compare(path: string, host: unknown, replayed: unknown, into: string[]): void {
  if (isDeepStrictEqual(host, replayed)) return;
  if (typeof host === "string" && typeof replayed === "string") {
    if (!isSameBut(steady(host), steady(replayed)))
      into.push(`${path}: ${JSON.stringify(replayed)}, not ${JSON.stringify(host)}`);
  } else if (isTable(host) && isTable(replayed)) {
    for (const key of new Set([...Object.keys(host), ...Object.keys(replayed)]))
      compare(`${path}/${key}`, host[key], replayed[key], into);
  } else into.push(`${path}: ${JSON.stringify(replayed)}, not ${JSON.stringify(host)}`);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/**
 * What is no difference: systemd says what a unit comes after in another order each time it loads the unit, a token may be
 * quoted where its value is not; the room on a disk that others write to, and how long a start has taken, are others each time.
 */
function steady(text: string): string {
  const [, key, words = ""] = /^((?:After|Before|Wants|Requires|WantedBy|RequiredBy)=)(.*)$/.exec(text) ?? [];
  return key === undefined
    ? text
        .replace(/'([^' ]*\.(?:mount|service))'/g, "$1")
        .replace(/(?<=has been starting for )\d+(?= s\b)/, "some")
        .replace(/^\d+( MiB)? of (\d.* (?:inodes free|available to \S+))$/, "some of $2")
    : key + words.split(" ").sort().join(" ");
}

/** Whether a text is another with something taken out. */
function isSameBut(host: string, replayed: string): boolean {
  return new RegExp(`^${replayed.split(removed).map(escapeRegExp).join("[\\s\\S]*")}$`).test(host);
}
