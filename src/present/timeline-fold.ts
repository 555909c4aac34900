import type { TimelineRowDocument } from "../diagnosis/timeline-document.ts";

/** Rows that are told in one line. */
export interface Fold {
  readonly sentence: string;
}

export type Shown = TimelineRowDocument | Fold;

export function isFold(row: Shown): row is Fold {
  return "sentence" in row;
}

/** Pod units, and containers of one unit, that are shown one by one. */
const shownPods = 12;
const shownContainers = 4;

/**
 * Keeps a picture of forty units on one screen: of each fate the first few are drawn and the rest counted; beyond twelve
 * units only those whose fate is worth a look keep their containers.
 */
export function foldRows(rows: readonly TimelineRowDocument[], verbose: boolean): readonly Shown[] {
  if (verbose) return rows;
  const pods = rows.filter(({ kind }) => kind === "pod");
  const many = pods.length > shownPods;
  const kept = many ? keptPods(pods) : new Set(pods);
  const shown: Shown[] = [];
  const folded: TimelineRowDocument[] = [];
  let containers = 0;
  const endContainers = () => {
    if (containers > shownContainers)
      shown.push({ sentence: `    and ${containers - shownContainers} more containers` });
    containers = 0;
  };
  for (const row of rows) {
    if (row.kind === "container") {
      if (many) continue;
      containers += 1;
      if (containers <= shownContainers) shown.push(row);
      continue;
    }
    endContainers();
    if (row.kind === "pod" && !kept.has(row)) folded.push(row);
    else {
      if (row.kind !== "pod") shown.push(...foldLine(folded.splice(0)));
      shown.push(row);
    }
  }
  endContainers();
  return [...shown, ...foldLine(folded)];
}

/** Some of each fate, the worst fates first. */
function keptPods(pods: readonly TimelineRowDocument[]): ReadonlySet<TimelineRowDocument> {
  const fates = Map.groupBy(pods, ({ status }) => status);
  const share = Math.max(1, Math.floor(shownPods / fates.size));
  return new Set([...fates.values()].flatMap((same) => (same.length <= share + 1 ? same : same.slice(0, share))));
}

function foldLine(folded: readonly TimelineRowDocument[]): readonly Fold[] {
  const fates = Map.groupBy(folded, ({ status }) => status);
  return [...fates].map(([status, rows]) => {
    const times = rows.flatMap(({ at }) => (at === undefined ? [] : [at]));
    const when =
      times.length === 0 ? "" : `, ${Math.min(...times).toFixed(2)} s to ${Math.max(...times).toFixed(2)} s after boot`;
    return { sentence: `${rows.length} more ${words[status]}${when} (--verbose shows them)` };
  });
}

const words: Readonly<Record<TimelineRowDocument["status"], string>> = {
  ok: "were started",
  late: "were late",
  failed: "failed",
  never: "were never started",
  ended: "ended",
  underway: "are waiting or starting",
  unseen: "cannot be seen",
};
