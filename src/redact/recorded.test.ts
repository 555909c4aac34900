import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { checks } from "../../checks/index.ts";
import { documentOf } from "../diagnosis/document.ts";
import { timelineOf } from "../diagnosis/timeline-document.ts";
import { RecordingHost } from "../host/recording.ts";
import { ReplayHost } from "../host/replay.ts";
import { packBundle } from "../report/bundle.ts";
import { makeReport } from "../report/make-report.ts";
import { readBundle } from "../report/read-bundle.ts";
import { diagnoseHost, loadHost, recordedHosts, recordedViews } from "../testing/fixture.ts";
import { DiscreetHost } from "./discreet-host.ts";
import { redact } from "./redact.ts";

setDefaultTimeout(60_000);

const recorded = recordedHosts().flatMap((host) => recordedViews(host).map((view) => ({ host, view })));

/** Fields that hold poddoctor's own words. */
const own = new Set(["check", "group", "status", "schema", "version", "blockedBy", "consequenceOf", "kind"]);

/** A document in which every text that comes from the host is replaced. */
function replaced(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, own.has(key) ? item : replaced(item, replace)]),
  );
}

/** A name with an escape in it is quoted in a command, and `home-user\\x2d1.mount` has one that `home-podder.mount` has not. */
function unquoted(value: unknown): unknown {
  return replaced(value, (text) => text.replace(/'([^' ]*\\x2d[^' ]*)'/g, "$1"));
}

/** What a container itself said of its failure is told on the host, and left out of a report. */
function withoutWords(sentence: string): string {
  return sentence.replace(/(; (?!podman )\S+ said: Error: ).*/, "$1[removed]");
}

describe("the report of a recorded host", () => {
  test.each(recorded)("$host as $view: replayed, it says what was said on the host", async ({ host, view }) => {
    const user = view === "root" ? "podder" : undefined;
    const plain = await diagnoseHost(loadHost(host, view));
    const discreet = new DiscreetHost(loadHost(host, view));
    const recorder = new RecordingHost(discreet);
    const shown = await diagnoseHost(recorder);
    const told = await documentOf(checks, shown.results, shown.verdict, shown.store);
    const drawn = await timelineOf(shown.store);
    // Without its secrets the host is judged as with them; only what is quoted of it is shorter.
    const judged = ({ results }: Pick<typeof plain, "results">) =>
      results.map(({ check, subject, status, summary }) => [check, subject, status, summary]);
    expect(judged(shown)).toEqual(judged(plain));
    expect(shown.verdict).toEqual({ ...plain.verdict, sentence: withoutWords(plain.verdict.sentence) });

    const request = { units: [], boot: 0, ...(user === undefined ? {} : { user }) };
    const { bundle, leaks, changed, names } = await makeReport(loadHost(host, view), request, "full");
    expect({ leaks, changed }).toEqual({ leaks: [], changed: [] });
    expect(names).toContainEqual(["user-1", "podder"]);

    const read = readBundle(packBundle(bundle));
    if (!read.ok) throw new Error(read.why);
    const replayed = await diagnoseHost(new ReplayHost(read.recording), user === undefined ? {} : { user: "user-1" });
    const said = await documentOf(checks, replayed.results, replayed.verdict, replayed.store);
    expect(said).toEqual(bundle.diagnosis);

    const { replace } = redact(recorder.recording(), discreet.secrets, "full", user);
    expect(unquoted(said)).toEqual(unquoted(replaced(told, replace)));
    expect(unquoted(bundle.timeline)).toEqual(unquoted(replaced(drawn, replace)));
    expect(said.host.name).toBe("host-1");
    expect(JSON.stringify(bundle)).not.toMatch(/podder|web1/i);
  });
});
