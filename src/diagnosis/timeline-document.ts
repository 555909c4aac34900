import type { FactStore } from "../facts/fact-store.ts";
import { version } from "../version.ts";
import { managerStartOf } from "./manager-start.ts";
import { type RowStatus, type Span, type TimelineFacts, type TimelineRow, timelineRows } from "./timeline.ts";
import { type TimelineFinding, timelineFindings } from "./timeline-findings.ts";
import { seconds } from "./timeline-time.ts";

/** One row as the document has it; times are seconds after boot. */
export interface TimelineRowDocument {
  readonly kind: TimelineRow["kind"];
  readonly name: string;
  readonly status: RowStatus;
  readonly at?: number;
  readonly spans: readonly { readonly kind: Span["kind"]; readonly from: number; readonly to?: number }[];
  /** Whom it waited for, and whom that one waited for. */
  readonly waitedFor?: readonly string[];
  /** When it was started anew, which is no part of the boot. */
  readonly startedAnew?: number;
}

/** The boot of one account, `poddoctor/timeline/1`. */
export interface TimelineDocument {
  readonly schema: "poddoctor/timeline/1";
  readonly poddoctor: { readonly version: string };
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly host: { readonly name: string | null };
  readonly account: { readonly name: string | null; readonly uid: number | null };
  readonly boot: {
    readonly number: number;
    readonly bootedAt: string | null;
    /** Who tells: the managers that run now, or the journal of that boot. */
    readonly source: "managers" | "journal" | null;
    /** Seconds after boot until which was looked. */
    readonly until: number | null;
  };
  readonly findings: readonly TimelineFinding[];
  readonly rows: readonly TimelineRowDocument[];
  /** What could not be seen. */
  readonly unseen: readonly string[];
  /** What is not shown because it is not of the boot. */
  readonly notes: readonly string[];
}

/** Learns what a timeline needs, and draws it up. */
export async function timelineOf(store: FactStore): Promise<TimelineDocument> {
  const [account, times, platform] = await Promise.all([
    store.fact("account"),
    store.fact("bootTimes"),
    store.fact("platform"),
  ]);
  const base = {
    schema: "poddoctor/timeline/1" as const,
    poddoctor: { version },
    at: store.host.now().toISOString(),
    host: { name: platform.known ? platform.value.hostName || null : null },
    account: account.known
      ? { name: account.value.name, uid: account.value.uid }
      : { name: store.request.user ?? null, uid: null },
  };
  if (!account.known || !times.known) {
    const why = !account.known ? account.why.detail : times.known ? "" : times.why.detail;
    const boot = { number: store.request.boot ?? 0, bootedAt: null, source: null, until: null };
    const findings = [{ status: "unknown" as const, sentence: `The boot cannot be seen: ${why}` }];
    return { ...base, boot, findings, rows: [], unseen: [], notes: [] };
  }
  const facts = await factsOf(store, times.value, account.value);
  const rows = timelineRows(facts);
  const { boot, bootedAt, source, untilUs, unseen } = times.value;
  return {
    ...base,
    boot: { number: boot, bootedAt: bootedAt ?? null, source, until: inSeconds(untilUs) },
    findings: timelineFindings(rows, facts),
    rows: rows.map(rowDocument),
    unseen,
    notes: anewNotes(rows),
  };
}

/** A restart of the manager is a restart of all that it had started. */
function anewNotes(rows: readonly TimelineRow[]): readonly string[] {
  const anew = rows.flatMap(({ kind, name, status, times }) =>
    times?.anewUs === undefined || status === "failed" || status === "unseen"
      ? []
      : [{ kind, name, at: seconds(times.anewUs) }],
  );
  const manager = anew.find(({ kind }) => kind === "manager");
  const told = manager ? [manager] : anew.filter(({ kind }) => kind === "pod");
  return told.map(({ name, at }) => `${name} was started anew ${at} after boot; shown is the boot's own start.`);
}

async function factsOf(
  store: FactStore,
  times: TimelineFacts["times"],
  { name, uid }: { readonly name: string; readonly uid: number },
): Promise<TimelineFacts> {
  const [pods, linger, graph, login, platform, journal] = await Promise.all([
    store.fact("podUnits"),
    store.fact("linger"),
    store.fact("bootGraph"),
    store.fact("login"),
    store.fact("platform"),
    store.fact("journal"),
  ]);
  const units = pods.known
    ? pods.value.units.filter(({ because }) => because !== "aside").map((unit) => unit.name)
    : [];
  const generated = pods.known && pods.value.units.some((unit) => unit.generated);
  const quadlets =
    pods.known && !generated ? pods.value.quadlets.map((path) => path.slice(path.lastIndexOf("/") + 1)) : [];
  return {
    times,
    uid,
    account: name,
    pods: inOrder(units, times),
    ...(pods.known ? {} : { podsUnseen: pods.why.detail }),
    quadlets: quadlets.filter((quadlet) => /\.(pod|container|kube)$/.test(quadlet)),
    ...(linger.known ? { lingering: linger.value.enabled } : {}),
    ...(times.boot === 0 ? { start: managerStartOf({ login, linger, platform, journal }) } : {}),
    ...(graph.known ? { reached: new Set(graph.value.reached.keys()) } : {}),
  };
}

/** In the order in which they started; what never did stands last. */
function inOrder(units: readonly string[], { user }: TimelineFacts["times"]): readonly string[] {
  const startOf = (name: string) => user.get(name)?.startedUs ?? Number.POSITIVE_INFINITY;
  return [...units].sort((a, b) => (startOf(a) === startOf(b) ? (a < b ? -1 : 1) : startOf(a) - startOf(b)));
}

function rowDocument({ kind, name, status, atUs, spans, waited, times }: TimelineRow): TimelineRowDocument {
  return {
    kind,
    name,
    status,
    ...(atUs === undefined ? {} : { at: inSeconds(atUs) }),
    spans: spans.map((span) => ({
      kind: span.kind,
      from: inSeconds(span.fromUs),
      ...(span.toUs === undefined ? {} : { to: inSeconds(span.toUs) }),
    })),
    ...(waited ? { waitedFor: waited.chain } : {}),
    ...(times?.anewUs === undefined ? {} : { startedAnew: inSeconds(times.anewUs) }),
  };
}

function inSeconds(us: number): number {
  return Math.round(us / 1000) / 1000;
}
