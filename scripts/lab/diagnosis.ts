import type { DiagnosisDocument } from "../../src/diagnosis/document.ts";
import type { View } from "./fault.ts";
import type { HostUnderTest } from "./host-under-test.ts";

/** The executable under test, as every host has it. */
export const PODDOCTOR = "/usr/local/bin/poddoctor";

/** What the executable said of a booted host, and how long it took. */
export interface Diagnosis {
  readonly document: DiagnosisDocument;
  readonly milliseconds: number;
}

/**
 * Diagnoses a booted host with the executable: as root for podder, or as podder in a session.
 * Throws where it prints no document of the schema.
 */
export async function diagnosisBy(host: HostUnderTest, view: View): Promise<Diagnosis> {
  const begun = performance.now();
  const result =
    view === "root"
      ? await host.asRoot([PODDOCTOR, "--user", "podder", "--json"])
      : await host.asUser([PODDOCTOR, "--json"], { session: "environment" });
  const milliseconds = Math.round(performance.now() - begun);
  const document = documentIn(result.stdout);
  if (document === undefined)
    throw new Error(`no diagnosis as ${view} (exit ${result.exit}): ${result.stderr || result.stdout}`);
  return { document, milliseconds };
}

function documentIn(text: string): DiagnosisDocument | undefined {
  try {
    const document = JSON.parse(text) as DiagnosisDocument;
    return document.schema === "poddoctor/diagnosis/1" ? document : undefined;
  } catch {
    return undefined;
  }
}
