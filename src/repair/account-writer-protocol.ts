import type { ChangeOutcome, FileChange } from "./change.ts";
import type { Look } from "./writer.ts";

/** The first word with which poddoctor starts itself as the account's writer. It gives nobody a right: it takes them. */
export const accountWriterWord = "--act-as-account";

export type WriterRequest =
  | { readonly ask: "look"; readonly path: string }
  | { readonly ask: "resolve"; readonly path: string }
  | { readonly ask: "change"; readonly change: FileChange };

export type WriterReply =
  | { readonly reply: "look"; readonly look: Look }
  | { readonly reply: "resolve"; readonly path: string }
  | { readonly reply: "change"; readonly outcome: ChangeOutcome }
  | { readonly reply: "failed"; readonly detail: string };
