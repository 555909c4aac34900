import type { DiagnosisDocument } from "../diagnosis/document.ts";
import type { Answer } from "./outcome.ts";
import type { Part } from "./play.ts";

/** A rehearsal whole, `poddoctor/rehearsal/1`. */
export interface RehearsalDocument {
  readonly schema: "poddoctor/rehearsal/1";
  readonly poddoctor: { readonly version: string };
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly account: { readonly name: string; readonly uid: number };
  readonly answer: Answer;
  /** Why, as a person would say it; empty where all is well. */
  readonly sentence: string;
  readonly causes: readonly { readonly check: string; readonly subject: string }[];
  /** Whether anything was stopped and started at all. */
  readonly played: boolean;
  readonly parts: readonly Part[];
  readonly stopped: { readonly containers: readonly string[]; readonly services: readonly string[] };
  /** Containers that ran before and were not brought back by the boot. */
  readonly missing: readonly string[];
  /** Units that ran before, were not started by the boot, and were started again afterwards. */
  readonly restored: readonly string[];
  readonly notes: readonly string[];
  /** The diagnosis made afterwards, of facts learned anew. */
  readonly diagnosis: DiagnosisDocument;
}
