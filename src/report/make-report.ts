import { checks } from "../../checks/index.ts";
import { type DiagnosisDocument, documentOf } from "../diagnosis/document.ts";
import { diagnose } from "../diagnosis/engine.ts";
import { timelineOf } from "../diagnosis/timeline-document.ts";
import { verdictOf } from "../diagnosis/verdict.ts";
import { FactStore } from "../facts/fact-store.ts";
import type { Host } from "../host/host.ts";
import { type Recording, RecordingHost } from "../host/recording.ts";
import { ReplayHost } from "../host/replay.ts";
import { DiscreetHost } from "../redact/discreet-host.ts";
import { type Redacted, redact } from "../redact/redact.ts";
import { type Bundle, type BundleRequest, bundleOf, type RedactionSummary } from "./bundle.ts";

export interface Report {
  readonly bundle: Bundle;
  readonly names: Redacted["names"];
  readonly leaks: Redacted["leaks"];
  /** Checks on which the replay does not say what was said on the host. */
  readonly changed: readonly string[];
}

/** Diagnoses a host, keeps its answers without its secrets, and puts a report together in which names are replaced. */
export async function makeReport(host: Host, request: BundleRequest, mode: "full" | "none"): Promise<Report> {
  const discreet = new DiscreetHost(host);
  const recorder = new RecordingHost(discreet);
  const told = await lookAt(recorder, request);
  const redacted = redact(recorder.recording(), discreet.secrets, mode, request.user);
  const asked = {
    ...request,
    ...(request.user === undefined ? {} : { user: redacted.replace(request.user) }),
    units: request.units.map(redacted.replace),
  };
  const bundle = await bundleFrom(redacted.recording, asked, redacted.summary);
  const { names, leaks } = redacted;
  return { bundle, names, leaks, changed: changedChecks(told, bundle.diagnosis) };
}

/** A bundle of a recording as it is: what is written in it is said of that recording and of nothing else. */
export async function bundleFrom(
  recording: Recording,
  request: BundleRequest,
  redaction: RedactionSummary,
): Promise<Bundle> {
  const host = new ReplayHost(recording);
  const diagnosis = await lookAt(host, request);
  return bundleOf({ request, redaction, diagnosis, timeline: await timelineOf(storeOf(host, request)), recording });
}

async function lookAt(host: Host, request: BundleRequest): Promise<DiagnosisDocument> {
  const store = storeOf(host, request);
  const results = await diagnose(checks, store, { only: [], skip: [] });
  const document = await documentOf(checks, results, await verdictOf(checks, results, store), store);
  // What the timeline asks is to be in the recording, too.
  await timelineOf(store);
  return document;
}

function storeOf(host: Host, { user, units, boot }: BundleRequest): FactStore {
  return new FactStore(host, { units, boot, ...(user === undefined ? {} : { user }) });
}

function changedChecks(host: DiagnosisDocument, replay: DiagnosisDocument): readonly string[] {
  const said = ({ results }: DiagnosisDocument) => results.map(({ check, status }) => `${check} ${status}`);
  const [before, after] = [said(host), said(replay)];
  const checksOf = (lines: readonly string[], other: readonly string[]) =>
    lines.filter((line, index) => other[index] !== line).map((line) => line.split(" ")[0] ?? "");
  return [...new Set([...checksOf(before, after), ...checksOf(after, before)])].sort();
}
