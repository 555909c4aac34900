/** Where a time stands in the picture. */
export interface Scale {
  readonly width: number;
  /** The column of a time, from 0 to width - 1. */
  column(second: number): number;
  /** Where the axis leaves out a time in which nothing happened. */
  readonly cut?: { readonly column: number; readonly width: number };
  readonly ticks: readonly { readonly column: number; readonly label: string }[];
}

export interface Occurrence {
  readonly from: number;
  /** Equal to `from` where it takes no time, or lasts until the end. */
  readonly to: number;
}

const cutWidth = 3;
/** A gap that is this many times longer than all the rest hides it. */
const cutFactor = 4;
/** Half a minute is a boot like any other. */
const leastCut = 30;

/**
 * A linear scale in seconds, from the boot to the last thing that happened. The longest time in which nothing happened
 * and nobody waited is left out where it would press all else into one column: a user who logs in hours after the boot.
 */
export function scaleOf(occurrences: readonly Occurrence[], width: number): Scale {
  const last = Math.max(0.1, ...occurrences.map(({ to }) => to));
  const gap = longestGap(occurrences);
  const rest = Math.max(0.1, last - (gap.to - gap.from)) * 1.05;
  if (gap.to - gap.from < Math.max(leastCut, cutFactor * rest)) return linear(last * 1.05, width);
  const end = last + rest * 0.05;
  const before = gap.from + rest * 0.03;
  const after = gap.to - rest * 0.03;
  const room = width - cutWidth;
  // Each side has room to be seen.
  const left = Math.round(room * Math.min(0.7, Math.max(0.3, before / (before + end - after))));
  const right = room - left;
  const column = (second: number) => {
    if (second <= before) return Math.min(left - 1, Math.floor((second / before) * left));
    if (second < after) return left;
    return Math.min(width - 1, left + cutWidth + Math.floor(((second - after) / (end - after)) * right));
  };
  const ticks = [
    { column: 0, label: "0 s" },
    { column: column(gap.to), label: short(gap.to) },
  ];
  return { width, column, cut: { column: left, width: cutWidth }, ticks };
}

function linear(end: number, width: number): Scale {
  const column = (second: number) => Math.max(0, Math.min(width - 1, Math.floor((second / end) * width)));
  const step = stepOf(end);
  const count = Math.floor(end / step) + 1;
  const ticks = Array.from({ length: count }, (_, index) => ({
    column: column(index * step),
    label: short(index * step),
  }));
  return { width, column, ticks: ticks.filter(({ column, label }) => column + label.length <= width) };
}

function longestGap(occurrences: readonly Occurrence[]): Occurrence {
  const sorted = [...occurrences].sort((a, b) => a.from - b.from);
  let reached = 0;
  let longest = { from: 0, to: 0 };
  for (const { from, to } of sorted) {
    if (from - reached > longest.to - longest.from) longest = { from: reached, to: from };
    reached = Math.max(reached, to);
  }
  return longest;
}

/** Three to five ticks, at times that are easy to read. */
function stepOf(end: number): number {
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400];
  return steps.find((step) => end / step <= 5) ?? Math.ceil(end / 5 / 86_400) * 86_400;
}

function short(second: number): string {
  if (second >= 3600) return `${Math.floor(second / 3600)} h${minutesOf(second)}`;
  if (second >= 120) return `${Math.round(second / 60)} min`;
  return `${Number(second.toFixed(second < 10 ? 1 : 0))} s`;
}

function minutesOf(second: number): string {
  const minutes = Math.floor((second % 3600) / 60);
  return minutes === 0 ? "" : ` ${minutes} min`;
}
