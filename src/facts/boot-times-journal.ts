import { type CommandAnswer, unanswered } from "../host/host.ts";
import type { Account } from "./account.ts";
import { type BootTimes, systemUnitsOf, type UnitTimes, userMilestones } from "./boot-times.ts";
import { type Known, known, type Learning, unknown } from "./fact.ts";
import { hiddenWords, noSuchBoot, skippedFor } from "./journal.ts";
import { parseProperties } from "./properties.ts";
import { isContainer } from "./virtualization.ts";

type What = "starting" | "started" | "failed" | "dependency" | "exited" | "scheduled" | "stopping" | "skipped";

/** Message ids of systemd (sd-messages.h): unlike its sentences, no program's output can be taken for them by chance. */
const messages: Readonly<Record<string, What>> = {
  "7d4958e842da4a758f6c1cdc7b36dcc5": "starting",
  "39f53479d3a045ac8e11786248231fbf": "started",
  be02cf6855d2428ba40df7e9d022f03d: "failed",
  d9b373ed55a64feb8242e02dbe79a49c: "failed",
  "5eb03494b6584870a536b337290809b3": "scheduled",
  "98e322203f7a4ed290d09fe03c09fe15": "exited",
  de5b426a63be47a7b6ac3eaac82e2f6f: "stopping",
};
/** "Startup finished": of a machine, and of a container. Both say how long it took, which gives the zero. */
const finished = ["b07a249cd024414a82dd00cd181378ff", "eed00a68ffd84e31882105fd973abdd1"];

const maxLines = 1_000;
const fields =
  "MESSAGE_ID,USER_UNIT,UNIT,KERNEL_USEC,INITRD_USEC,USERSPACE_USEC,UNIT_RESULT,EXIT_CODE,EXIT_STATUS,JOB_RESULT";

/** What the journal has of a boot. */
export type Told = Pick<BootTimes, "system" | "user" | "begins">;

interface Event {
  readonly unit: string;
  readonly manager: UnitTimes["manager"];
  readonly what: What;
  readonly atUs: number;
  readonly result: string;
  /** How its process exited; 0 where it did not by itself. */
  readonly status: number;
  /** The condition for which it was skipped. */
  readonly condition?: string;
}

/** Entries of the journal of the boot that is asked for: one bounded read. Root sees all of it, others what their groups let them. */
async function readBoot(learning: Learning, account: Account): Promise<CommandAnswer> {
  const { host, request } = learning;
  const boot = request.boot ?? 0;
  const pods = await learning.fact("podUnits");
  const names = [...userMilestones, ...(pods.known ? pods.value.units.map(({ name }) => name) : [])];
  const ids = Object.keys(messages).map((id) => `MESSAGE_ID=${id}`);
  const argv = [
    ...["journalctl", "--no-pager", "--output=json", `--output-fields=${fields}`],
    ...[`--boot=${boot}`, `--lines=${maxLines}`, "_PID=1"],
    ...[...ids, ...systemUnitsOf(account.uid).map((unit) => `UNIT=${unit}`)],
    ...["+", "_PID=1", ...finished.map((id) => `MESSAGE_ID=${id}`)],
    ...["+", `_UID=${account.uid}`, ...ids, ...names.map((unit) => `USER_UNIT=${unit}`)],
  ];
  return host.run(argv, host.caller().uid === 0 ? {} : { as: account });
}

/** When the units of this boot were first started, which the managers of now have forgotten where that was not the last time. */
export async function firstTimes(learning: Learning, account: Account, zeroUs: number): Promise<Told> {
  const answer = await readBoot(learning, account);
  const entries = answer.outcome === "exited" ? answer.stdout.split("\n").flatMap(parseEntry) : [];
  // Of a boot that has more to tell, the first lines are not among those that were read.
  const told = unitsIn(entries.length >= maxLines ? [] : await eventsIn(entries, zeroUs, learning));
  return { ...told, begins: hasBeginning(told, account) };
}

/** A manager's first act takes it less than this, on the slowest of hosts. */
const firstActUs = 60_000_000;

/** Whether the journal has how the account's manager began: its files are rotated each by itself. */
function hasBeginning({ system, user }: Pick<BootTimes, "system" | "user">, { uid }: Account): boolean {
  const beganUs = user.get("basic.target")?.startedUs;
  const managerUs = system.get(`user@${uid}.service`)?.startedUs;
  return beganUs !== undefined && (managerUs === undefined || beganUs - managerUs < firstActUs);
}

async function eventsIn(entries: readonly Entry[], zeroUs: number, learning: Learning): Promise<readonly Event[]> {
  const skipped = await skippings(entries, learning);
  return entries.flatMap((entry) => {
    const condition = skipped.get(placeOf(entry));
    return eventOf(entry, zeroUs).map((event) =>
      condition === undefined ? event : { ...event, what: "skipped" as const, condition },
    );
  });
}

/**
 * systemd gives the skipping of a unit whose condition is not met the message id of a start (booted: bookworm, trixie); only
 * its words tell the two apart. Where each start has its "Starting", none can be a skipping.
 *
 * @returns the condition by the place in the journal
 */
async function skippings(entries: readonly Entry[], learning: Learning): Promise<ReadonlyMap<string, string>> {
  const is = (what: What) => (entry: Entry) => messages[String(entry["MESSAGE_ID"])] === what;
  const begun = new Set(entries.filter(is("starting")).map((entry) => entry["USER_UNIT"]));
  const doubtful = entries.some((entry) => is("started")(entry) && !begun.has(entry["USER_UNIT"]));
  const journal = doubtful ? await learning.fact("journal") : undefined;
  if (!journal?.known) return new Map();
  return new Map(
    journal.value.lines.flatMap((line) => {
      const condition = skippedFor(line);
      return condition === undefined ? [] : [[`${line.unit} ${line.monotonicUs}`, condition]];
    }),
  );
}

function placeOf(entry: Entry): string {
  return `${String(entry["USER_UNIT"] ?? entry["UNIT"])} ${String(entry["__MONOTONIC_TIMESTAMP"])}`;
}

function unitsIn(events: readonly Event[]): Pick<BootTimes, "system" | "user"> {
  const stopped = events.filter(({ unit, what }) => what === "stopping" && unit.startsWith("user@"));
  return {
    system: timesOf(events.filter(({ manager }) => manager === "system")),
    user: timesOf(
      events.filter(({ manager }) => manager === "user"),
      stopped.map(({ atUs }) => atUs),
    ),
  };
}

/** What the journal says of an earlier boot. */
export async function learnJournalTimes(learning: Learning, account: Account): Promise<Known<BootTimes>> {
  const { host, request } = learning;
  const boot = request.boot ?? 0;
  const [answer, virtualization] = await Promise.all([
    readBoot(learning, account),
    host.run(["systemctl", "show", "--no-pager", "--property=Virtualization"]),
  ]);
  if (answer.outcome === "unanswered") return unknown(answer);
  if (answer.stdout.trim() === "") {
    const root = host.caller().uid === 0;
    return unknown(unanswered("failed", noSuchBoot(boot, answer.stderr, root)));
  }
  const entries = answer.stdout.split("\n").flatMap(parseEntry);
  const zero = entries.flatMap(zeroOf).at(0);
  const inContainer =
    virtualization.outcome === "exited" && isContainer(parseProperties(virtualization.stdout)[0]?.["Virtualization"]);
  const lines = entries.map((entry) => Number(entry["__MONOTONIC_TIMESTAMP"])).filter(Number.isFinite);
  // A kernel's clock begins with the boot; a container's with the machine that it is on.
  const zeroUs = zero?.zeroUs ?? (inContainer && lines.length > 0 ? Math.min(...lines) : 0);
  const events = await eventsIn(entries, zeroUs, learning);
  const told = unitsIn(events);
  const begins = entries.length < maxLines && hasBeginning(told, account);
  const bootedAt = entries.flatMap((entry) => bootedAtOf(entry, zeroUs)).at(0);
  return known({
    boot,
    source: "journal",
    ...(bootedAt === undefined ? {} : { bootedAt }),
    ...(zero === undefined || zero.kernelUs === 0 ? {} : { kernelUs: zero.kernelUs }),
    untilUs: Math.max(0, ...events.map(({ atUs }) => atUs)),
    ...told,
    user: begins ? told.user : new Map([...told.user].map(([name, times]) => [name, lostIn(times)])),
    begins,
    containers: [],
    unseen: [
      ...(entries.length < maxLines
        ? []
        : [`the beginning of that boot: only the last ${maxLines} lines about its units are read`]),
      ...unseenIn(answer.stderr, zero !== undefined, host.caller().uid === 0),
      ...(zero === undefined && zeroUs > 0
        ? ["when it was booted: times are since the first line of the journal"]
        : []),
    ],
  });
}

/** Of a unit whose first start the journal does not have, what it has of later ones says nothing about the boot. */
export function lostIn(times: UnitTimes): UnitTimes {
  const { name, manager, loadState, after, startedUs } = times;
  if (startedUs === undefined) return times;
  return { ...unseenUnit(name, manager), loadState, after, lost: true, anewUs: startedUs };
}

function unseenIn(stderr: string, whole: boolean, root: boolean): readonly string[] {
  const containers = "containers: of an earlier boot only the units are remembered";
  const part = "the system's part of the boot";
  if (root) return whole ? [containers] : [`${part}: the journal does not have all of it`, containers];
  if (whole && !hiddenWords.test(stderr.replace(/\s+/g, " "))) return [containers];
  return [`${part}: only root and members of adm and systemd-journal may read it`, containers];
}

type Entry = Readonly<Record<string, unknown>>;

function parseEntry(text: string): readonly Entry[] {
  if (!text.startsWith("{")) return [];
  try {
    return [JSON.parse(text) as Entry];
  } catch {
    return [];
  }
}

function zeroOf(entry: Entry): readonly { readonly zeroUs: number; readonly kernelUs: number }[] {
  if (!finished.includes(String(entry["MESSAGE_ID"]))) return [];
  const of = (name: string) => Number(entry[name] ?? 0) || 0;
  const kernelUs = of("KERNEL_USEC") + of("INITRD_USEC");
  return [{ zeroUs: of("__MONOTONIC_TIMESTAMP") - kernelUs - of("USERSPACE_USEC"), kernelUs }];
}

function bootedAtOf(entry: Entry, zeroUs: number): readonly string[] {
  const ms = (Number(entry["__REALTIME_TIMESTAMP"]) - Number(entry["__MONOTONIC_TIMESTAMP"]) + zeroUs) / 1000;
  return Number.isFinite(ms) ? [new Date(ms).toISOString()] : [];
}

function eventOf(entry: Entry, zeroUs: number): readonly Event[] {
  const what = messages[String(entry["MESSAGE_ID"])];
  const at = Number(entry["__MONOTONIC_TIMESTAMP"]);
  const manager: Event["manager"] = entry["USER_UNIT"] === undefined ? "system" : "user";
  const unit = entry["USER_UNIT"] ?? entry["UNIT"];
  if (what === undefined || typeof unit !== "string" || !Number.isFinite(at)) return [];
  const dependency = what === "failed" && entry["JOB_RESULT"] === "dependency";
  const status = entry["EXIT_CODE"] === "exited" ? Number(entry["EXIT_STATUS"]) || 0 : 0;
  const told = { unit, manager, atUs: at - zeroUs, result: String(entry["UNIT_RESULT"] ?? ""), status };
  return [{ ...told, what: dependency ? "dependency" : what }];
}

/**
 * What the boot made of each unit, with what its Restart= made of it. What somebody started after it had come down is
 * not the boot's, and who was told to stop may end with an error: at power-off everybody is told. A pod is not: it ends
 * with its containers, and its `podman pod stop` finds no bus any more (booted: trixie, status 125).
 *
 * @param managerUs when the manager itself was told to stop
 */
function timesOf(events: readonly Event[], managerUs: readonly number[] = []): ReadonlyMap<string, UnitTimes> {
  const units = new Map<string, UnitTimes>();
  const over = new Set<string>();
  const scheduled = new Set<string>();
  const stops = [...managerUs, ...events.flatMap(({ what, atUs }) => (what === "stopping" ? [atUs] : []))];
  /** Whether anybody was told to stop while this one was up. */
  const endsWithOthers = ({ state, activeUs }: UnitTimes, { what, atUs }: Event) =>
    state === "active" &&
    (what === "exited" || what === "failed") &&
    stops.some((us) => us >= (activeUs ?? 0) && us < atUs);
  for (const event of events) {
    const { unit, manager, what } = event;
    const before = units.get(unit) ?? unseenUnit(unit, manager);
    const tried = before.startedUs !== undefined || before.dependencyFailed === true || before.conditionFailed;
    const begins = (what === "starting" || what === "started") && before.state !== "activating";
    const ends = what === "stopping" || endsWithOthers(before, event);
    if (ends || (tried && (begins || what === "skipped") && !scheduled.has(unit))) over.add(unit);
    if (what === "scheduled") scheduled.add(unit);
    if (over.has(unit) || what === "stopping" || what === "scheduled") continue;
    if (begins) scheduled.delete(unit);
    units.set(unit, next(before, event));
  }
  return units;
}

function unseenUnit(name: string, manager: UnitTimes["manager"]): UnitTimes {
  const nothing = { loadState: "", state: "inactive", result: "", mainStatus: 0, restarts: 0 };
  return { name, manager, ...nothing, conditionFailed: false, after: [] };
}

function next(unit: UnitTimes, { what, atUs, result, status, condition = "" }: Event): UnitTimes {
  if (what === "skipped") return { ...unit, conditionFailed: true, condition };
  if (what === "exited") return { ...unit, mainStatus: status };
  const { startedUs, lastStartedUs, attempts = [], endedUs, ...rest } = unit;
  const kept = { ...rest, ...(attempts.length > 0 ? { attempts } : {}) };
  if (what === "starting") {
    if (startedUs === undefined) return { ...kept, startedUs: atUs, state: "activating" };
    return { ...kept, startedUs, lastStartedUs: atUs, restarts: unit.restarts + 1, state: "activating" };
  }
  const last = lastStartedUs === undefined ? {} : { lastStartedUs };
  // A simple service has no start that takes time: systemd only says that it is started.
  const simply =
    what === "started" && unit.state === "failed" ? { lastStartedUs: atUs, restarts: unit.restarts + 1 } : {};
  if (what === "started")
    return { ...kept, ...last, ...simply, startedUs: startedUs ?? atUs, activeUs: atUs, state: "active" };
  if (what === "dependency") return { ...unit, state: "inactive", dependencyFailed: true };
  // "Failed with result" and "Failed to start" are two messages of one failure.
  if (unit.state === "failed") return result === "" ? unit : { ...unit, result };
  const failure = { fromUs: lastStartedUs ?? startedUs ?? atUs, toUs: atUs };
  return {
    ...rest,
    ...last,
    startedUs: startedUs ?? atUs,
    state: "failed",
    endedUs: endedUs ?? atUs,
    attempts: [...attempts, failure],
    ...(result === "" ? {} : { result }),
  };
}
