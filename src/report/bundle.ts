import { gzipSync } from "node:zlib";
import type { DiagnosisDocument } from "../diagnosis/document.ts";
import type { TimelineDocument } from "../diagnosis/timeline-document.ts";
import type { Recording } from "../host/recording.ts";
import { version } from "../version.ts";

/** What was asked of the recorded host, so that a replay asks the same. */
export interface BundleRequest {
  /** The account that root asked about; absent where the account asked itself. */
  readonly user?: string;
  /** Units given by name. */
  readonly units: readonly string[];
  readonly boot: number;
}

/** How often something of a kind was replaced or taken out, and how many different values that were. */
export interface Replaced {
  readonly kind: string;
  readonly values: number;
  readonly places: number;
}

/** What became of names and secrets on the way into the bundle. */
export interface RedactionSummary {
  /** `none`: names and addresses stand as they are; secrets are taken out all the same. */
  readonly mode: "full" | "none";
  readonly replaced: readonly Replaced[];
  /** What could not be replaced everywhere, and why; without the values. */
  readonly left: readonly string[];
}

/**
 * What `poddoctor report` writes, version 1: one JSON document in UTF-8, compressed with gzip (`zcat FILE | jq .`).
 *
 * `recording` holds every answer of the host by question and is all that a replay reads, with `request`; `diagnosis` and
 * `timeline` are what this poddoctor said of it, for readers and other tools. Later versions only add; what cannot be
 * read as version 1 gets another number.
 */
export interface Bundle {
  readonly schema: "poddoctor/bundle/1";
  readonly poddoctor: { readonly version: string };
  readonly request: BundleRequest;
  readonly redaction: RedactionSummary;
  readonly diagnosis: DiagnosisDocument;
  readonly timeline: TimelineDocument;
  readonly recording: Recording;
}

/** Puts a bundle together, its parts in the order in which a person would read them. */
export function bundleOf(parts: Omit<Bundle, "schema" | "poddoctor">): Bundle {
  const { request, redaction, diagnosis, timeline, recording } = parts;
  return {
    schema: "poddoctor/bundle/1",
    poddoctor: { version },
    request,
    redaction,
    diagnosis,
    timeline,
    recording,
  };
}

/** The bytes of a bundle's file; the same bundle gives the same bytes. */
export function packBundle(bundle: Bundle): Uint8Array {
  return gzipSync(JSON.stringify(bundle), { level: 9 });
}
