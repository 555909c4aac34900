import { type Known, known, type Learning } from "./fact.ts";
import type { JournalLine } from "./journal.ts";

/** What the journal of this boot has of the pod units' own words; none where nobody may read it. */
export interface UnitWords {
  readonly lines: readonly JournalLine[];
  readonly command: string;
}

/** For checks that can judge without the journal, and know more with it. */
export async function learnUnitWords(learning: Learning): Promise<Known<UnitWords>> {
  const journal = await learning.fact("journal");
  return known(journal.known ? journal.value : { lines: [], command: "journalctl" });
}
