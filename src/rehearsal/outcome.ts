import type { UnitFate } from "../diagnosis/last-boot.ts";
import type { NextBoot } from "../diagnosis/verdict.ts";
import type { Part } from "./play.ts";
import type { Survey } from "./survey.ts";

/** What a boot does. */
export type Answer = "started" | "partly" | "not-started" | "unknown";

/** A pod that is made anew has an infra container with a new name each time. */
const infra = /^[0-9a-f]{12}-infra$/;

export interface Played {
  readonly parts: readonly Part[];
  readonly fates: readonly UnitFate[];
  /** Whether the diagnosis says that something was meant to start, and does not: a unit that lies in the wrong folder. */
  readonly faulted: boolean;
  /** Names of the containers that run now. */
  readonly containers: readonly string[];
}

/** Containers that ran before the rehearsal and were not brought back by it. */
export function missingAfter(before: Pick<Survey, "containers">, now: readonly string[]): readonly string[] {
  return before.containers.filter((name) => !now.includes(name) && !infra.test(name));
}

/**
 * The answer, by effect alone: units that are up, and containers that run.
 *
 * @param before what ran before; what did not come back has not been started by the boot
 */
export function answerOf(before: Survey, { parts, fates, containers, faulted }: Played): Answer {
  if (parts.some(({ what, failed }) => what === "stop" && failed !== undefined)) return "unknown";
  if (parts.some(({ what, failed }) => what === "start" && failed !== undefined)) return "not-started";
  if (fates.length === 0) {
    const meant = faulted || before.podUnits.length > 0 || before.containers.length > 0;
    return meant && containers.length === 0 ? "not-started" : "unknown";
  }
  if (fates.some(({ state }) => state === "unseen" || state === "underway")) return "unknown";
  const up = fates.filter(({ state }) => state === "up").length;
  if (up === 0) return "not-started";
  if (containers.length === 0) return "not-started";
  if (up < fates.length || missingAfter(before, containers).length > 0) return "partly";
  return parts.some(({ failed }) => failed !== undefined) ? "unknown" : "started";
}

/**
 * What a rehearsal comes to besides what was seen: where everything came up, while the diagnosis made afterwards is certain
 * that the next boot starts it not (a setting of the running kernel that a reboot takes back), nobody can say that it does.
 */
export function againstDiagnosis(played: Answer, nextBoot: NextBoot): Answer {
  return played === "started" && nextBoot === "will-not-start" ? "unknown" : played;
}

/** What needs no playing, or cannot be played. */
export interface Unplayed {
  readonly answer: Answer;
  readonly why: string;
}

/** Where the boot would start no manager, or only a login at boot would; undefined where it can be played. */
export function notAtBoot(survey: Survey, account: string, uid: number): Unplayed | undefined {
  const { lingering, loggedInBy, managerLoadState } = survey;
  const none = `so a boot starts no manager for ${account}`;
  if (managerLoadState === "masked") return { answer: "not-started", why: `user@${uid}.service is masked, ${none}.` };
  if (lingering) return undefined;
  const off = `lingering is off for ${account}`;
  if (loggedInBy.length === 0) return { answer: "not-started", why: `${off}, ${none}.` };
  const by = loggedInBy.join(" and ");
  return {
    answer: "unknown",
    why: `${off}, and the login at boot by ${by}, which starts the manager, cannot be played.`,
  };
}
