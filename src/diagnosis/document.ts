import type { FactStore } from "../facts/fact-store.ts";
import { version } from "../version.ts";
import { type AnyCheck, type Evidence, type Mend, type RepairTier, type Status, statuses } from "./check.ts";
import type { Result } from "./engine.ts";
import type { Cause, Verdict } from "./verdict.ts";

/** One result as the document has it. */
export interface ResultDocument {
  readonly check: string;
  readonly group: string;
  readonly subject: string;
  readonly status: Status;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly blockedBy?: readonly string[];
  readonly consequenceOf?: readonly string[];
  readonly repair?: {
    readonly tier: RepairTier;
    readonly steps: readonly Mend[];
    /** Whether `poddoctor fix` does it. */
    readonly automatic: boolean;
  };
}

/** A root cause, and what stands behind the claim that it kept the pods down at that boot. */
export interface CauseDocument extends Cause {
  /** `proved`: a line of that boot's journal shows it at work; `inferred`: from what is there now. */
  readonly basis?: "proved" | "inferred";
}

/** A diagnosis whole, `poddoctor/diagnosis/1`: what `--json` prints, and all that a presenter needs. */
export interface DiagnosisDocument {
  readonly schema: "poddoctor/diagnosis/1";
  readonly poddoctor: { readonly version: string };
  /** RFC 3339, UTC. */
  readonly at: string;
  /** `null` where it could not be learned, or is not installed. */
  readonly host: {
    readonly name: string | null;
    readonly os: string | null;
    readonly kernel: string | null;
    readonly systemd: number | null;
    readonly podman: string | null;
    readonly bootId: string | null;
    readonly bootedAt: string | null;
  };
  readonly account: { readonly name: string | null; readonly uid: number | null; readonly home: string | null };
  readonly verdict: Omit<Verdict, "causes"> & { readonly causes: readonly CauseDocument[] };
  readonly results: readonly ResultDocument[];
  readonly counts: Readonly<Record<Status, number>>;
}

/** Builds the document of one diagnosis from its results, its verdict and facts that the run has learned already. */
export async function documentOf(
  checks: readonly AnyCheck[],
  results: readonly Result[],
  verdict: Verdict,
  store: FactStore,
): Promise<DiagnosisDocument> {
  const journal = await store.fact("journal");
  const command = journal.known ? journal.value.command : "";
  const tiers = new Map(checks.map(({ id, repair }) => [id, repair]));
  return {
    schema: "poddoctor/diagnosis/1",
    poddoctor: { version },
    at: store.host.now().toISOString(),
    host: await hostOf(store),
    account: await accountOf(store),
    verdict: {
      ...verdict,
      causes: verdict.causes.map((cause) => ({ ...cause, basis: cause.proof ? "proved" : "inferred" })),
    },
    results: results.map((result) => resultOf(proved(result, verdict, command), tiers.get(result.check) ?? "manual")),
    counts: countsOf(results),
  };
}

/** A root cause that the journal shows at work has the line that shows it among its evidence. */
function proved(result: Result, { causes }: Verdict, command: string): Result {
  const proof = causes.find(({ check, subject }) => check === result.check && subject === result.subject)?.proof;
  if (!proof) return result;
  return {
    ...result,
    evidence: [...result.evidence, { source: proof.command ?? command, lines: [`${proof.at} ${proof.line}`] }],
  };
}

/** How many results have each status; a status that none has counts 0. */
export function countsOf(results: readonly Pick<Result, "status">[]): Record<Status, number> {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status } of results) counts[status] += 1;
  return counts;
}

async function hostOf(store: FactStore): Promise<DiagnosisDocument["host"]> {
  const platform = await store.fact("platform");
  const value = platform.known ? platform.value : undefined;
  return {
    name: value?.hostName || null,
    os: value?.os || null,
    kernel: value?.kernel || null,
    systemd: value?.systemdVersion ?? null,
    podman: value?.podmanVersion ?? null,
    bootId: value?.bootId || null,
    bootedAt: value?.bootedAt || null,
  };
}

async function accountOf(store: FactStore): Promise<DiagnosisDocument["account"]> {
  const account = await store.fact("account");
  if (!account.known) return { name: store.request.user ?? null, uid: null, home: null };
  const { name, uid, home } = account.value;
  return { name, uid, home };
}

function resultOf(result: Result, tier: RepairTier): ResultDocument {
  const { check, group, subject, status, summary, evidence, blockedBy, consequenceOf, fix, repair } = result;
  return {
    check,
    group,
    subject,
    status,
    summary,
    evidence,
    ...(blockedBy ? { blockedBy } : {}),
    ...(consequenceOf ? { consequenceOf } : {}),
    ...(fix && fix.length > 0 ? { repair: { tier, steps: fix, automatic: repair !== undefined } } : {}),
  };
}
