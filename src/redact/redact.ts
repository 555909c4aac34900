import type { Recording } from "../host/recording.ts";
import { wordsOf } from "../host/recording.ts";
import type { RedactionSummary } from "../report/bundle.ts";
import { type Identity, identitiesIn } from "./identities.ts";
import { redactRecording } from "./redact-recording.ts";
import { Redactor } from "./redactor.ts";
import { findLeaks, type Leak } from "./search.ts";
import type { Secrets } from "./secrets.ts";
import { vendorWords, whyNot } from "./vocabulary.ts";

/** A recording as it may be given away, with what became of names and secrets. */
export interface Redacted {
  readonly recording: Recording;
  readonly summary: RedactionSummary;
  /** The same replacement for another text, the account's name first of all. */
  replace(text: string): string;
  /** Tokens and what they stand for; for whoever wrote the report alone. */
  readonly names: readonly (readonly [token: string, value: string])[];
  /** Known values that are still in it; where there is one, nothing may be written. */
  readonly leaks: readonly Leak[];
}

/**
 * Replaces names and addresses in a recording, and takes out wherever else they stand the secrets that were taken out of
 * its answers already.
 *
 * @param account the account that was asked about, where root asked
 */
export function redact(
  recording: Recording,
  secrets: Secrets,
  mode: "full" | "none",
  account: string | undefined,
): Redacted {
  const { known, left } = mode === "full" ? identitiesIn(recording, account) : { known: [], left: [] };
  const { spoken, kept } = sortSecrets(secrets.values(), recording, known);
  const redactor = new Redactor(known, spoken, mode === "full");
  const identities = known.filter(({ onlyWhereNamed }) => !onlyWhereNamed).map(({ kind, value }) => ({ kind, value }));
  const first = redactRecording(recording, redactor);
  const found = redactor.found().map((value) => ({ kind: "address", value }));
  const values = [...identities, ...found, ...spoken.map((value) => ({ kind: "secret", value }))];
  const rest = findLeaks(first, values).some(({ kind }) => kind === "address")
    ? redactor.rest()
    : (text: string) => text;
  const clean = redactRecording(first, { text: rest, known: rest });
  const kinds = Map.groupBy(left, ({ kind, why }) => `${kind}: ${why}`);
  return {
    recording: clean,
    summary: {
      mode,
      replaced: [
        ...redactor.counts(),
        ...[...secrets.places()].map(([kind, places]) => ({ kind, values: places, places })),
      ],
      left: [
        ...[...kinds].map(([what, same]) => `${same.length} ${what}`),
        ...(kept === 0
          ? []
          : [`${kept} taken out only where they are set: too short, or a word of the system or of a file's name`]),
      ],
    },
    replace: (text) => rest(redactor.text(text)),
    names: redactor.map(),
    leaks: findLeaks(clean, values),
  };
}

const leastSecret = 4;

/** Values that can be looked for elsewhere; `true`, `5432` and what is also the name of a file would take other things with them. */
function sortSecrets(
  values: readonly string[],
  recording: Recording,
  known: readonly Identity[],
): { readonly spoken: readonly string[]; readonly kept: number } {
  const words = vendorWords(recording);
  const names = new Set(known.map(({ value }) => value.toLowerCase()));
  const asked = [recording.commands, recording.files, recording.stats, recording.lists]
    .flatMap((table) => Object.keys(table).flatMap(wordsOf))
    .join("\n");
  const listed = Object.values(recording.lists)
    .flatMap((answer) => (answer.outcome === "listed" ? answer.entries.map(({ name }) => name) : []))
    .join("\n");
  // What the distribution's own files say is no secret.
  const shipped = Object.entries(recording.files)
    .flatMap(([question, answer]) =>
      wordsOf(question).some((word) => /^\/usr\/(?!local\/)/.test(word)) &&
      answer.outcome === "read" &&
      "text" in answer
        ? [answer.text]
        : [],
    )
    .join("\n");
  const isPublic = (value: string) => [asked, listed, shipped].some((text) => text.includes(value));
  const spoken: string[] = [];
  let kept = 0;
  for (const value of values) {
    const common = value.length < leastSecret || /^\d{1,6}$/.test(value) || whyNot(value, words) !== undefined;
    if (names.has(value.toLowerCase())) continue;
    if (common || isPublic(value)) kept += 1;
    else spoken.push(value);
  }
  return { spoken, kept };
}
