import type { DiagnosisDocument } from "../diagnosis/document.ts";

/** One document as `--json` prints it. Strings are whole and raw: JSON escapes what a terminal would act on. */
export function renderJson(document: object): string {
  return escapeC1(JSON.stringify(document, undefined, 2));
}

/** The document of `--all-users`. */
export function diagnosesDocument(diagnoses: readonly DiagnosisDocument[]): object {
  return { schema: "poddoctor/diagnoses/1", diagnoses };
}

/** JSON.stringify leaves DEL and the C1 controls as they are, and a terminal acts on those, too. */
function escapeC1(json: string): string {
  return json.replace(/[\x7f-\x9f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
