import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { checks } from "../../checks/index.ts";
import { documentOf } from "../diagnosis/document.ts";
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

/** Hosts whose unit names a podman secret. */
const named = /\/secret-(made-before|unknown)$/;

/** Fields that hold poddoctor's own words. */
const own = new Set(["check", "group", "status", "schema", "version", "blockedBy", "consequenceOf"]);

/** A document in which every text that comes from the host is replaced. */
function replaced(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, own.has(key) ? item : replaced(item, replace)]),
  );
}

describe("the report of a recorded host", () => {
  test.each(recorded)("$host as $view: replayed, it says what was said on the host", async ({ host, view }) => {
    const user = view === "root" ? "podder" : undefined;
    const plain = await diagnoseHost(loadHost(host, view));
    const told = await documentOf(checks, plain.results, plain.verdict, plain.store);

    const request = { units: [], boot: 0, ...(user === undefined ? {} : { user }) };
    const { bundle, leaks, changed, names } = await makeReport(loadHost(host, view), request, "full");
    expect({ leaks, changed }).toEqual({ leaks: [], changed: [] });
    expect(names).toContainEqual(["user-1", "podder"]);

    const read = readBundle(packBundle(bundle));
    if (!read.ok) throw new Error(read.why);
    const replayed = await diagnoseHost(new ReplayHost(read.recording), user === undefined ? {} : { user: "user-1" });
    const said = await documentOf(checks, replayed.results, replayed.verdict, replayed.store);
    expect(said).toEqual(bundle.diagnosis);

    const discreet = new DiscreetHost(loadHost(host, view));
    const recorder = new RecordingHost(discreet);
    await diagnoseHost(recorder);
    const { replace } = redact(recorder.recording(), discreet.secrets, "full", user);
    // Names of podman's secrets are in no report, so of these hosts it cannot say what was said on the host.
    if (named.test(host))
      expect(said.results.filter(({ check, status }) => check === "secret-missing" && status === "fail")).toEqual([]);
    else expect(said).toEqual(replaced(told, replace) as typeof said);
    expect(said.host.name).toBe("host-1");
    expect(JSON.stringify(bundle)).not.toMatch(/podder|web1/i);
  });
});
