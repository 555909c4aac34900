import type { Known } from "../facts/fact.ts";
import type { FactStore } from "../facts/fact-store.ts";
import type { Journal } from "../facts/journal.ts";
import {
  type BootAsked,
  despiteLastBoot,
  earlierBootSentence,
  isUnexplained,
  unexplainedRisk,
} from "./boot-sentence.ts";
import type { AnyCheck } from "./check.ts";
import { isUnit, type Result } from "./engine.ts";
import { earlierBootOf, isLaterStart, type LastBoot, lastBootOf, type UnitFate, unitFates } from "./last-boot.ts";
import { managerStartOf } from "./manager-start.ts";
import { type ChainStep, chainSteps } from "./order.ts";
import { lastWords, type Proof, proofOf } from "./proof.ts";

export type NextBoot = "will-start" | "will-not-start" | "at-risk" | "unknown";
export type StepStatus = "ok" | "broken" | "at-risk" | "waiting" | "unknown";

/** A root cause; `proof` where the journal of the boot shows it at work, else it is inferred from what is there now. */
export interface Cause {
  readonly check: string;
  readonly subject: string;
  readonly proof?: Proof;
}

export interface Verdict {
  readonly lastBoot: LastBoot;
  /** Which boot `lastBoot` is of, where an earlier one was asked for. */
  readonly boot?: number;
  readonly nextBoot: NextBoot;
  /** Root causes only, the first one first. */
  readonly causes: readonly Cause[];
  /** Why, as a person would say it. */
  readonly sentence: string;
  readonly chain: readonly { readonly step: ChainStep; readonly status: StepStatus }[];
}

/**
 * Root causes first: what failed, or may fail, and is nobody's consequence, in the order of the results (which is the
 * order of what masks what).
 */
export function causesOf(results: readonly Result[]): readonly Result[] {
  const roots = results.filter(({ status, consequenceOf }) => status === "fail" && consequenceOf === undefined);
  return roots.length > 0
    ? roots
    : results.filter(({ status, consequenceOf }) => status === "warn" && consequenceOf === undefined);
}

/** Draws the conclusion of a run: pure, from results and from facts that the run has learned already. */
export async function verdictOf(
  checks: readonly AnyCheck[],
  results: readonly Result[],
  store: FactStore,
): Promise<Verdict> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const fates = await unitFates(store);
  const linger = await store.fact("linger");
  const login = await store.fact("login");
  const account = await store.fact("account");
  const journal = await store.fact("journal");
  const platform = await store.fact("platform");
  const causes = causesOf(results);
  const pods = await store.fact("podUnits");
  const earlier = (store.request.boot ?? 0) !== 0;
  const start = managerStartOf({ login, linger, platform, journal });
  // Seldom asked: where a start may be a later one than the boot's.
  const doubtful = earlier || fates.some((fate) => isLaterStart(fate, start, journal));
  const times = doubtful ? await store.fact("bootTimes") : undefined;
  const begins = times?.known ? times.value.begins : undefined;
  const lastBoot = earlier
    ? earlierBootOf(pods.known ? pods.value.units.map(({ name }) => name) : [], journal, begins)
    : lastBootOf(fates, start, pods, journal, begins);
  const promised = nextBootOf(results, byId, fates);
  const name = account.known ? account.value.name : "this account";
  const units = pods.known ? pods.value.units.map((unit) => unit.name) : [];
  const hasQuadlets = pods.known && pods.value.quadlets.length > 0;
  const asked: BootAsked = {
    boot: store.request.boot ?? 0,
    lastBoot,
    units,
    bootedMs: platform.known ? Date.parse(platform.value.bootedAt) : Number.NaN,
    pods: namesOf(fates) || `${name}'s pods`,
  };
  const before = earlier ? `${earlierBootSentence(asked, journal)} ` : "";
  const boots = !platform.known || platform.value.bootedWithSystemd;
  const lingersSinceMs = linger.known ? linger.value.sinceMs : undefined;
  const despite = earlier ? "" : despiteLastBoot(asked, journal, lingersSinceMs);
  const inQuestion = promised === "will-start" && !earlier && causes.length === 0;
  const risk =
    inQuestion && !results.some(({ assumed }) => assumed) && isUnexplained(asked, journal, lingersSinceMs)
      ? await unchanged(store)
      : false;
  const nextBoot = risk ? "at-risk" : promised;
  return {
    lastBoot,
    ...(earlier ? { boot: asked.boot } : {}),
    nextBoot,
    causes: causes.map(({ check, subject }) => causeOf(check, subject, journal)),
    sentence:
      causes.length === 0 && results.some(({ status }) => status === "skipped")
        ? "Nothing wrong was found by the checks that were asked for."
        : before +
          sentenceOf(causes, byId, {
            fates,
            lastBoot: earlier ? "unknown" : lastBoot,
            nextBoot,
            account: name,
            journal,
            despite,
            boots,
            hasQuadlets,
            ...(risk ? { risk: unexplainedRisk(asked, journal) } : {}),
          }),
    chain: chainOf(results, byId, fates),
  };
}

/** Whether nothing that the pods hang on was changed since the boot; where that cannot be seen it is not said. */
async function unchanged(store: FactStore): Promise<boolean> {
  const changes = await store.fact("changes");
  return changes.known && changes.value.since.length === 0;
}

/** Only causes that stand on the boot chain speak of a boot: a stale manager or a shell without a session do not. */
function nextBootOf(
  results: readonly Result[],
  byId: ReadonlyMap<string, AnyCheck>,
  fates: readonly UnitFate[],
): NextBoot {
  const ofBoot = results.filter(({ check, onlyNow }) => byId.get(check)?.step !== undefined && !onlyNow);
  const roots = ofBoot.filter(({ consequenceOf }) => consequenceOf === undefined);
  if (roots.some(({ status }) => status === "fail")) return "will-not-start";
  if (roots.some(({ status }) => status === "warn")) return "at-risk";
  // What was skipped was not looked at, so it is no ground for a forecast.
  if (fates.length === 0 || ofBoot.some(({ status }) => status === "unknown" || status === "skipped")) return "unknown";
  // A unit that is down although nothing is found has a cause that poddoctor does not know.
  if (fates.some(({ state }) => state === "failed" || state === "underway")) return "unknown";
  return "will-start";
}

function chainOf(
  results: readonly Result[],
  byId: ReadonlyMap<string, AnyCheck>,
  fates: readonly UnitFate[],
): Verdict["chain"] {
  const statusOf = (step: ChainStep): StepStatus => {
    const own = results.filter(({ check }) => byId.get(check)?.step === step);
    if (own.some(({ status, consequenceOf }) => status === "fail" && !consequenceOf)) return "broken";
    if (own.some(({ status }) => status === "blocked" || status === "fail")) return "waiting";
    if (own.some(({ status }) => status === "warn")) return "at-risk";
    if (own.some(({ status }) => status === "unknown" || status === "skipped")) return "unknown";
    return fatesSay(step, fates);
  };
  let broken = false;
  return chainSteps.map((step) => {
    const status = statusOf(step);
    // Beyond a broken step nothing happens at boot, whatever can be seen now; what stands on disk stays true.
    const shown = broken && !standsOnDisk.has(step) && status !== "broken" ? "waiting" : status;
    broken ||= status === "broken";
    return { step, status: shown };
  });
}

const standsOnDisk = new Set<ChainStep>(["unit", "enabled"]);

function fatesSay(step: ChainStep, fates: readonly UnitFate[]): StepStatus {
  if (step !== "started" && step !== "stays" && step !== "containers")
    return fates.length === 0 && standsOnDisk.has(step) ? "unknown" : "ok";
  if (fates.length === 0 || fates.some(({ state }) => state === "unseen")) return "unknown";
  const failed = fates.filter(({ state }) => state === "failed");
  if (failed.some(({ everUp }) => !everUp)) return step === "started" ? "broken" : "waiting";
  if (failed.length > 0) return step === "started" ? "ok" : "broken";
  if (fates.some(({ state }) => state === "down" || state === "underway")) return "waiting";
  if (step === "containers" && fates.some(({ containers }) => containers === 0)) return "broken";
  return "ok";
}

/** What the sentence is made of, besides the causes. */
interface Circumstances {
  readonly fates: readonly UnitFate[];
  readonly lastBoot: LastBoot;
  readonly nextBoot: NextBoot;
  readonly account: string;
  readonly journal: Known<Journal>;
  /** What speaks against a start of which nothing wrong is found. */
  readonly despite: string;
  /** What a start hangs on where this boot failed for no reason that was found. */
  readonly risk?: string;
  /** Whether this host has a boot that starts units. */
  readonly boots: boolean;
  /** Whether quadlets were found, whatever became of them. */
  readonly hasQuadlets: boolean;
}

function sentenceOf(
  causes: readonly Result[],
  byId: ReadonlyMap<string, AnyCheck>,
  circumstances: Circumstances,
): string {
  const { fates, lastBoot, nextBoot, account, journal, despite, risk, boots, hasQuadlets } = circumstances;
  const [first] = causes;
  const ends = first !== undefined && byId.get(first.check)?.step === "stays";
  const pods = first && isUnit(first.subject) ? first.subject : namesOf(fates) || `${account}'s pods`;
  if (first?.because !== undefined && first.status === "fail" && !boots)
    return `${pods} will not start here by itself: ${first.because}.`;
  if (first?.because !== undefined && first.status === "fail")
    return `${pods} ${tense(lastBoot, nextBoot, ends)}: ${first.because}.`;
  if (first?.because !== undefined && first.onlyNow) return `${pods}: ${first.because}; the next boot sets that right.`;
  if (first?.because !== undefined) {
    // A login by itself at boot starts what the boot does not.
    const down = fates.every(({ state }) => state !== "up") || lastBoot === "failed";
    return `${pods} ${tense(down ? lastBoot : "unknown", "at-risk", ends)}: ${first.because}.`;
  }
  if (first) return `${pods}: ${first.summary}.`;
  if (fates.length === 0 && !hasQuadlets) return `${account} has no pod unit, so nothing would start at boot.`;
  const failed = fates.filter(({ state }) => state === "failed").map(({ name }) => name);
  if (failed.length > 0) return unexplained(failed, journal);
  const underway = fates.filter(({ state }) => state === "underway").map(({ name }) => name);
  if (underway.length > 0)
    return `${underway.join(", ")} ${underway.length === 1 ? "is" : "are"} still starting, or waiting to (poddoctor timeline shows for what); nothing wrong was found so far.`;
  if (risk !== undefined) return risk;
  if (nextBoot === "unknown") return `Nothing wrong was found, but not everything could be looked at.`;
  return `${pods} will start at the next boot${despite}.`;
}

function causeOf(check: string, subject: string, journal: Known<Journal>): Cause {
  const proof = journal.known ? proofOf(check, subject, isUnit(subject), journal.value) : undefined;
  return { check, subject, ...(proof ? { proof } : {}) };
}

/** No check explains it: then what podman and systemd said at that boot is the best there is. */
function unexplained(failed: readonly string[], journal: Known<Journal>): string {
  const [unit = ""] = failed;
  const words = journal.known ? lastWords(unit, journal.value) : undefined;
  if (!words) return `${failed.join(", ")} failed, and none of the causes that poddoctor knows explains it.`;
  const said = `${words.line.identifier} said: ${words.line.message}`;
  return words.meaning === undefined
    ? `${failed.join(", ")} failed; ${said}`
    : `${failed.join(", ")} failed: ${words.meaning}. ${said}`;
}

function namesOf(fates: readonly UnitFate[]): string {
  const names = fates.map(({ name }) => name);
  return names.length <= 3 ? names.join(", ") : `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

/** @param ends whether what is wrong lets it start, and ends it then */
function tense(lastBoot: LastBoot, nextBoot: NextBoot, ends: boolean): string {
  const verb = ends ? "stay up" : "start";
  const last = lastBoot === "failed" || lastBoot === "not-attempted" ? `did not ${verb} at the last boot` : "";
  const will = nextBoot === "will-not-start" ? "will not" : nextBoot === "at-risk" ? "may not" : "";
  if (last && will) return `${last}, and ${will} at the next`;
  return last || (will ? `${will} ${verb} at the next boot` : `may not ${verb}`);
}
