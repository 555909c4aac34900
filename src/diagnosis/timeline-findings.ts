import type { UnitTimes } from "../facts/boot-times.ts";
import { statusMeaning } from "./process-exit.ts";
import { isAfterBoot, isLate, longUs, seesSystem, type TimelineFacts, type TimelineRow } from "./timeline.ts";
import { seconds } from "./timeline-time.ts";

/** A sentence about where the boot broke or was late; or that it was not. */
export interface TimelineFinding {
  readonly status: "ok" | "broken" | "late" | "unknown";
  readonly sentence: string;
}

const networkHelper = "podman-user-wait-network-online.service";
/** Units that one sentence names. */
const namedUnits = 3;

/** What the picture shows, in words; the break that comes first in the boot stands first. */
export function timelineFindings(rows: readonly TimelineRow[], facts: TimelineFacts): readonly TimelineFinding[] {
  const manager = managerFindings(rows, facts);
  const gone = manager.some(({ status }) => status === "broken");
  const runtime = rows.filter(({ kind, status }) => kind === "system" && status === "failed");
  const pods = rows.filter(({ kind }) => kind === "pod");
  const found = [
    ...runtime.map((row) => broken(`${row.name} ${failedAt(row)}, and without it there is no user manager`)),
    ...manager,
    ...(gone ? [] : podFindings(pods, facts)),
  ];
  if (pods.length === 0) return [...found, { status: "unknown", sentence: noPods(facts) }];
  if (found.length > 0) return found;
  const last = Math.max(...pods.map(({ atUs }) => atUs ?? 0));
  const all = pods.length === 1 ? `${pods[0]?.name} was` : `all ${pods.length} pod units were`;
  return [{ status: "ok", sentence: `Nothing broke and nothing was late: ${all} up ${seconds(last)} after boot.` }];
}

function noPods({ account, podsUnseen }: TimelineFacts): string {
  return podsUnseen === undefined
    ? `${account} has no pod unit.`
    : `Which pod units ${account} has cannot be seen: ${podsUnseen}.`;
}

function broken(sentence: string): TimelineFinding {
  return { status: "broken", sentence: `${sentence}.` };
}

function managerFindings(rows: readonly TimelineRow[], facts: TimelineFacts): readonly TimelineFinding[] {
  const row = rows.find(({ kind }) => kind === "manager");
  const { times, lingering, account, start } = facts;
  if (!row || row.status === "ok") return [];
  const boot = times.boot === 0 ? "this boot" : "that boot";
  const linger =
    lingering === undefined
      ? ""
      : `; lingering is ${lingering ? "on" : "off"}${times.boot === 0 ? "" : " now"} for ${account}`;
  const loadState = row.times?.loadState ?? "";
  if (row.status === "unseen" || (row.status === "never" && !seesSystem(times)))
    return [{ status: "unknown", sentence: `When ${row.name} was started cannot be seen.` }];
  if (row.status === "failed") return [broken(`${row.name} ${failedAt(row)}, so nothing of ${account}'s was started`)];
  if (row.status === "never" && loadState === "masked")
    return [broken(`${row.name} is masked, so ${account} has no user manager in ${boot}`)];
  if (row.status === "never") return [broken(`${row.name} was not started in ${boot}${linger}`)];
  if (row.status === "ended") {
    const at = row.times?.endedUs;
    return [broken(`${row.name} was stopped ${at === undefined ? "since" : `${seconds(at)} after boot`}`)];
  }
  const logind = times.system.get("systemd-logind.service");
  if (!row.times || row.status !== "late") return [];
  const at = seconds(row.times.startedUs ?? 0);
  if (start?.by === "unknown")
    return [
      {
        status: "unknown",
        sentence: `${row.name} was last started ${at} after boot: again, or late. Which of the two is in the journal, that root and members of adm and systemd-journal may read.`,
      },
    ];
  if (!isLate(row.times, logind))
    return [
      { status: "late", sentence: `${row.name} was started ${at} after boot, but by a login or by hand${linger}.` },
    ];
  const by =
    lingering === false
      ? ", not by the boot: by a login, or by hand"
      : ", which the boot does at once: by a login or by hand";
  return [{ status: "late", sentence: `${row.name} was started ${at} after boot${by}${linger}.` }];
}

function podFindings(pods: readonly TimelineRow[], facts: TimelineFacts): readonly TimelineFinding[] {
  const failures = [
    ...Map.groupBy(
      pods.filter(({ status }) => status === "failed"),
      oneFailure,
    ).values(),
  ];
  const failed = failures.map((rows) => failuresFinding(rows));
  const told = pods.flatMap((row) => {
    const finding = podFinding(row, facts);
    return finding ? [{ ...finding, name: row.name }] : [];
  });
  const found = [...Map.groupBy(told, ({ sentence }) => sentence)].map(([sentence, same]) => ({
    status: same[0]?.status ?? ("unknown" as const),
    sentence: `${listed(same.map(({ name }) => name))} ${sentence}.`,
  }));
  const order = ["broken", "late", "unknown", "ok"];
  const waits = [...Map.groupBy(pods.filter(waitedLong), ({ waited }) => waited?.chain.at(-1) ?? "")];
  const unseen = pods.filter(({ status, times }) => status === "unseen" && !times?.lost).map(({ name }) => name);
  const lost = pods.filter(({ times }) => times?.lost);
  return [
    ...failed,
    ...found.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status)),
    ...waits.map(([culprit, rows]) => waitFinding(culprit, rows, facts)),
    ...(lost.length > 0 ? [lostFinding(lost)] : []),
    ...(unseen.length > 0
      ? [{ status: "unknown" as const, sentence: `When ${listed(unseen)} started cannot be seen.` }]
      : []),
  ];
}

/** What a later start came to is not the boot's doing, and nothing is said of it. */
function lostFinding(rows: readonly TimelineRow[]): TimelineFinding {
  const [first] = rows;
  const since =
    rows.length === 1
      ? `it was last started ${seconds(first?.times?.anewUs ?? 0)} after boot`
      : "they were started again since";
  const names = listed(rows.map(({ name }) => name));
  return {
    status: "unknown",
    sentence: `What the boot made of ${names} cannot be seen: the journal that can be read does not reach back that far, and ${since}.`,
  };
}

function waitedLong({ waited }: TimelineRow): boolean {
  return waited !== undefined && waited.toUs - waited.fromUs > longUs;
}

/** Units that waited for each other, and in the end for one and the same, are one delay. */
function waitFinding(culprit: string, rows: readonly TimelineRow[], facts: TimelineFacts): TimelineFinding {
  const longest = Math.max(...rows.map(({ waited }) => (waited ? waited.toUs - waited.fromUs : 0)));
  const upTo = rows.length > 1 ? "up to " : "";
  const soFar = rows.some(({ status }) => status === "underway") ? " so far" : "";
  const names = listed(rows.map(({ name }) => name));
  const sentence = `${names} waited ${upTo}${seconds(longest)}${soFar} for ${culprit}${whyLong(culprit, facts)}.`;
  return { status: "late", sentence };
}

/** What is worth saying of one pod unit, without its name, so that units with one fate share a sentence. */
function podFinding(row: TimelineRow, facts: TimelineFacts): TimelineFinding | undefined {
  const { times, waited, status } = row;
  if (status === "unseen" || status === "failed") return undefined;
  if (status === "never") return { status: "broken", sentence: neverBecause(row, facts) };
  if (status === "ended" && times) {
    const lasted = (times.endedUs ?? 0) - (times.activeUs ?? times.endedUs ?? 0);
    const when = times.activeUs === undefined ? "as soon as" : `${seconds(lasted)} after`;
    return { status: "broken", sentence: `ended ${when} its start was done, without an error` };
  }
  if (waitedLong(row)) return undefined;
  if (status === "underway" && times?.startedUs !== undefined)
    return {
      status: "late",
      sentence: `has been starting for ${seconds(facts.times.untilUs - (times.lastStartedUs ?? times.startedUs))}, and is not done`,
    };
  if (status === "underway") return { status: "late", sentence: "is not done starting" };
  if (!times || times.startedUs === undefined) return undefined;
  if (isAfterBoot(times, waited, facts.times)) {
    const again = times.restarts > 0 ? `started again by its Restart=, ${times.restarts} times in all` : "started";
    return {
      status: "late",
      sentence: `${again} ${seconds(times.startedUs)} after boot, when the boot was done`,
    };
  }
  const failures = times.attempts?.length ?? 0;
  if (failures > 0)
    return {
      status: "late",
      sentence: `came up ${seconds(times.activeUs ?? times.startedUs)} after boot, after ${failures} failed ${failures === 1 ? "start" : "starts"}`,
    };
  const took = (times.activeUs ?? times.startedUs) - times.startedUs;
  return took > longUs ? { status: "late", sentence: `took ${seconds(took)} to start` } : undefined;
}

function neverBecause({ times, name }: TimelineRow, { reached, times: boot }: TimelineFacts): string {
  const culprit = times?.requires?.find((other) => isDown(boot.user.get(other)));
  if (culprit !== undefined) return `did not start: ${culprit}, which it requires, did not`;
  if (times?.dependencyFailed) return "did not start: a unit that it requires did not";
  if (times?.conditionFailed) return `did not start: ${times.condition ?? "a Condition"} was not met`;
  if (times && times.loadState !== "" && times.loadState !== "loaded")
    return `did not start: systemd says ${times.loadState}`;
  const when = boot.boot === 0 ? "did not start" : "did not start in that boot";
  if (reached === undefined) return when;
  return reached.has(name)
    ? `${when}, although default.target pulls this in`
    : `${when}: default.target does not pull this in`;
}

function isDown(unit: UnitTimes | undefined): boolean {
  return unit !== undefined && (unit.state === "failed" || unit.dependencyFailed === true);
}

/** `Result=` of systemd.service(5), where it needs words. */
const results: Readonly<Record<string, string>> = {
  timeout: "its start took longer than systemd waits",
  protocol: "it did not report to systemd as its Type= promises",
  resources: "systemd could not prepare what its settings name",
  "oom-kill": "memory ran out",
  watchdog: "its watchdog heard nothing from it",
  "start-limit-hit": "it was started too often in too short a time",
};

/** Units that failed once, for one reason, share a sentence. */
function oneFailure({ name, times }: TimelineRow): string {
  return (times?.attempts?.length ?? 0) > 1 || times?.anewUs !== undefined ? name : `for ${reasonOf(times)}`;
}

function failuresFinding(rows: readonly TimelineRow[]): TimelineFinding {
  const [first] = rows;
  if (rows.length === 1 && first) return broken(`${first.name} ${failedAt(first)}`);
  const at = rows.map(({ atUs = 0 }) => atUs);
  const when = `${seconds(Math.min(...at))} to ${seconds(Math.max(...at))} after boot`;
  return broken(`${listed(rows.map(({ name }) => name))} failed ${when}${reasonOf(first?.times)}`);
}

function reasonOf(times: UnitTimes | undefined): string {
  const { result = "", mainStatus = 0 } = times ?? {};
  if (result === "" || result === "success") return "";
  const meaning = result === "exit-code" ? statusMeaning(mainStatus) : undefined;
  const status = mainStatus === 0 ? result : `status ${mainStatus}`;
  return ` (${results[result] ?? (meaning ? `${status}: ${meaning}` : status)})`;
}

function failedAt({ times, atUs = 0 }: TimelineRow): string {
  const { attempts = [], anewUs } = times ?? {};
  const last = attempts.at(-1);
  const often =
    attempts.length > 1 && last
      ? `, and ${attempts.length === 2 ? "again" : `${attempts.length - 1} more times until`} ${seconds(last.toUs)} after boot`
      : "";
  const anew = anewUs === undefined ? "" : `; it was started anew ${seconds(anewUs)} after boot`;
  return `failed ${seconds(atUs)} after boot${often}${reasonOf(times)}${anew}`;
}

/** podman's helper asks the system for network-online.target until it is there or 90 s are over (podman-systemd.unit(5)). */
function whyLong(last: string, { times }: TimelineFacts): string {
  const failed = times.user.get(last)?.state === "failed";
  if (last === networkHelper && times.system.get("network-online.target")?.activeUs === undefined)
    return `${failed ? ", which gave up" : ""}: nothing on this host reaches network-online.target`;
  return failed ? ", which failed" : "";
}

function listed(names: readonly string[]): string {
  if (names.length <= namedUnits) return names.join(", ");
  return `${names.slice(0, namedUnits - 1).join(", ")} and ${names.length - namedUnits + 1} more`;
}
