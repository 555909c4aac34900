import type { FactStore } from "../facts/fact-store.ts";
import type { FactName, FactValues } from "../facts/index.ts";
import type { Repair } from "../repair/repair.ts";
import type { AnyCheck, Evidence, Finding, Mend, Status } from "./check.ts";
import { layers } from "./order.ts";

/** What a check found for one subject, with its place in the order of causes. */
export interface Result {
  readonly check: string;
  readonly group: string;
  readonly subject: string;
  readonly status: Status;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly because?: string;
  readonly onlyNow?: true;
  readonly fix?: readonly Mend[];
  readonly repair?: Repair;
  readonly blockedBy?: readonly string[];
  readonly consequenceOf?: readonly string[];
  /** It is not so: it was asked what would still be wrong if it were. */
  readonly assumed?: true;
}

export interface Selection {
  /** Ids of the only checks to judge; all when empty. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Ids of checks whose cause is taken as mended: what would still be wrong then? */
  readonly assume?: readonly string[];
}

/**
 * Judges every check on the facts of one host and account.
 *
 * @param checks the registry, in its order
 * @param onJudged told of each check as it is done, for progress
 * @returns results in the order of causes: by layer, then by the registry
 */
export async function diagnose(
  checks: readonly AnyCheck[],
  store: FactStore,
  selection: Selection,
  onJudged: (check: AnyCheck) => void = () => {},
): Promise<readonly Result[]> {
  const ordered = [...checks].sort((a, b) => layers.indexOf(a.layer) - layers.indexOf(b.layer));
  const judged = await Promise.all(
    ordered.map(async (check) => {
      const findings = isSelected(check, selection) ? await judge(check, store) : [skipped(check)];
      onJudged(check);
      return findings.map((finding) => ({ check, finding }));
    }),
  );
  const all = judged.flat();
  const failed = havingStatus(all, ["fail"]);
  const doubtful = havingStatus(all, ["fail", "warn"]);
  const platform = ordered.filter(({ id, layer }) => layer === "platform" && failed.has(id)).map(({ id }) => id);
  const hiding = ordered.filter(({ id, hidesText }) => hidesText && doubtful.has(id)).map(({ id }) => id);
  const results = all.map(({ check, finding }) => relate(check, finding, { failed, doubtful, platform, hiding }));
  return assumeMended(results, selection.assume ?? []);
}

/** What only followed from an assumed cause is mended with it; what that cause hides stays hidden. */
function assumeMended(results: readonly Result[], assumed: readonly string[]): readonly Result[] {
  if (assumed.length === 0) return results;
  return results.map((result) => {
    const { because: _because, onlyNow: _onlyNow, fix: _fix, repair: _repair, consequenceOf, ...rest } = result;
    const named = assumed.includes(result.check);
    const follows = consequenceOf?.every((id) => assumed.includes(id)) ?? false;
    if (!named && !follows) return result;
    if (result.status === "pass" || result.status === "not-applicable") return result;
    return { ...rest, status: "pass", assumed: true, summary: `Taken as mended: ${result.summary}` };
  });
}

/** Whether a check is to be judged. */
export function isSelected(check: AnyCheck, { only, skip }: Selection): boolean {
  return (only.length === 0 || only.includes(check.id)) && !skip.includes(check.id);
}

type Judged = Omit<Finding, "status"> & { readonly status: Status };

function skipped(check: AnyCheck): Judged {
  return { subject: "host", status: "skipped", summary: `${check.title}: not asked for`, evidence: [] };
}

async function judge(check: AnyCheck, store: FactStore): Promise<readonly Judged[]> {
  const values: Partial<Record<FactName, unknown>> = {};
  for (const name of check.facts) {
    const fact = await store.fact(name);
    if (!fact.known) {
      return [
        {
          subject: "host",
          status: "unknown",
          summary: `${check.title}: could not look: ${fact.why.detail}`,
          evidence: [],
        },
      ];
    }
    values[name] = fact.value;
  }
  for (const name of check.optionalFacts ?? []) {
    const fact = await store.fact(name);
    if (fact.known) values[name] = fact.value;
  }
  try {
    const found = check.judge(values as unknown as FactValues);
    return Array.isArray(found) ? found : [found as Finding];
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [
      { subject: "host", status: "unknown", summary: `${check.title}: this check has a bug: ${what}`, evidence: [] },
    ];
  }
}

/** Subjects by check id. */
type Failures = ReadonlyMap<string, ReadonlySet<string>>;

function havingStatus(judged: readonly { check: AnyCheck; finding: Judged }[], statuses: readonly Status[]): Failures {
  const subjects = new Map<string, Set<string>>();
  for (const { check, finding } of judged) {
    if (statuses.includes(finding.status))
      subjects.set(check.id, (subjects.get(check.id) ?? new Set()).add(finding.subject));
  }
  return subjects;
}

/** A failure of the host or the account bears on every unit; one unit's failure bears on that unit only. */
function bears(failed: Failures, id: string, subject: string): boolean {
  const subjects = failed.get(id);
  return subjects !== undefined && (subjects.has(subject) || hasNonUnit(failed, id) || !isUnit(subject));
}

/** Unit names have a suffix; account names and `host` have none of these. */
export function isUnit(subject: string): boolean {
  return /\.(service|container|pod|kube|volume|network|image|build|socket|target|timer|path|mount|slice)$/.test(
    subject,
  );
}

/** What else was found: failures, failures and warnings, the platform checks that failed, and what hides units' text. */
interface Around {
  readonly failed: Failures;
  readonly doubtful: Failures;
  readonly platform: readonly string[];
  readonly hiding: readonly string[];
}

/**
 * The checks whose accusation left this one without a text to judge: of this unit, or of any where none was found. What
 * passes after that was judged on what systemd does not take, where it is what the unit's text says that counts.
 */
function textHiddenBy(check: AnyCheck, { subject, status }: Judged, { failed, doubtful, hiding }: Around) {
  const place = layers.indexOf(check.layer);
  if (place < layers.indexOf("discovery")) return [];
  const ofText = check.group === "service" || (place > layers.indexOf("enablement") && check.layer !== "observation");
  if (status === "pass" ? !ofText : status !== "not-applicable" && status !== "unknown") return [];
  return hiding.filter((id) => {
    if (id === check.id) return false;
    if (!isUnit(subject)) return status !== "pass" && subject === "host" && failed.has(id);
    return doubtful.get(id)?.has(subject) || (status !== "pass" && hasNonUnit(failed, id));
  });
}

function hasNonUnit(failures: Failures, id: string): boolean {
  return [...(failures.get(id) ?? [])].some((subject) => !isUnit(subject));
}

/**
 * Without systemd nothing later can be judged. Else what could not be seen is `blocked` by the failure that hides it,
 * and what failed with a failed cause above it is that cause's consequence.
 */
function relate(check: AnyCheck, finding: Judged, around: Around): Result {
  const { subject, status } = finding;
  const { failed, doubtful, platform } = around;
  const named = (ids: readonly string[] | undefined, among: Failures) =>
    (ids ?? []).filter((id) => id !== check.id && bears(among, id, subject));
  const base = { check: check.id, group: check.group, ...finding };
  const looked = status === "unknown" || status === "fail" || status === "warn" || status === "advice";
  const hidden =
    status === "unknown"
      ? [...new Set([...named(check.waitsFor, failed), ...textHiddenBy(check, finding, around)])]
      : textHiddenBy(check, finding, around);
  // What is named is what failed: under a failed platform a later failure waits itself.
  const hiding = check.layer !== "platform" && platform.length > 0 && (looked || hidden.length > 0) ? platform : hidden;
  if (hiding.length > 0) {
    const { because: _because, fix: _fix, repair: _repair, ...rest } = base;
    return {
      ...rest,
      status: "blocked",
      blockedBy: hiding,
      summary: `${check.title}: cannot be judged before ${hiding.join(", ")}`,
    };
  }
  const causes =
    status === "fail"
      ? named(check.consequenceOf, failed)
      : status === "warn" || status === "advice"
        ? named(check.consequenceOf, doubtful)
        : [];
  return causes.length > 0 ? { ...base, consequenceOf: causes } : base;
}
