import type { DiagnosisDocument } from "../diagnosis/document.ts";
import { isRoot } from "./counts.ts";
import { renderSentence, renderText, type TextOptions } from "./text.ts";
import { hang } from "./wrap.ts";

/**
 * The diagnoses of several accounts: whoever has a problem is shown whole and first, the others take a line each.
 * One account alone is shown whole.
 *
 * @param quiet a sentence for each
 */
export function renderAccounts(documents: readonly DiagnosisDocument[], quiet: boolean, options: TextOptions): string {
  if (documents.length === 0) return "No account on this host has pod units, and none lingers.";
  const [only] = documents;
  if (only && documents.length === 1 && !quiet) return renderText(only, options);
  const troubled = documents.filter(({ results }) => results.some(isRoot));
  const well = documents.filter((document) => !troubled.includes(document));
  if (quiet) return documents.map((document) => line(document, options)).join("\n");
  const { durationMs: _whole, ...each } = options;
  const shown = options.verbose ? documents : troubled;
  const short = options.verbose ? [] : well.map((document) => line(document, options));
  const many = `${documents.length} account${documents.length === 1 ? "" : "s"}`;
  const time = options.durationMs === undefined ? "" : `, ${(options.durationMs / 1000).toFixed(2)} s`;
  const count = `${many}: ${troubled.length} with problems, ${well.length} without${time}`;
  return [
    ...shown.map((document) => renderText(document, each)),
    ...(short.length > 0 ? [short.join("\n")] : []),
    hang("", count).join("\n"),
  ].join("\n\n");
}

function line(document: DiagnosisDocument, { style }: TextOptions): string {
  const name = style.data(document.account.name ?? "unknown account");
  return renderSentence(document, style, `${name}: `).join("\n");
}
