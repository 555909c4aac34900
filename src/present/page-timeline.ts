import type { TimelineDocument, TimelineRowDocument } from "../diagnosis/timeline-document.ts";
import { html, type Markup } from "./html.ts";
import { markOf } from "./page-marks.ts";
import { foldRows, isFold, type Shown } from "./timeline-fold.ts";
import { type Scale, scaleOf } from "./timeline-scale.ts";

/** Steps of the scale over the width of the picture. */
const steps = 1000;

/** The boot drawn: a row for each part of it, a bar where it waited, started and ran. */
export function renderPageTimeline(document: TimelineDocument): Markup {
  const { rows, findings, boot, unseen } = document;
  const until = boot.until ?? 0;
  const scale = scaleOf(
    rows.flatMap(({ spans }) =>
      spans.map(({ kind, from, to }) => ({ from, to: kind === "running" ? from : (to ?? until) })),
    ),
    steps,
  );
  const shown = foldRows(rows, false);
  const all = shown.some(isFold)
    ? html`<details><summary>All ${rows.length} rows</summary>${table(rows, scale, until)}</details>`
    : undefined;
  return html`<section aria-labelledby="timeline">
<h2 id="timeline">The boot, drawn</h2>
<ul class="findings">${findings.map(({ status, sentence }) => html`<li class="${findingTone[status]}">${markOf(findingTone[status])}<span>${sentence}</span></li>`)}</ul>
${rows.length === 0 ? undefined : table(shown, scale, until)}
${rows.length === 0 ? undefined : legend(scale, rows)}
${all}
${unseen.map((text) => html`<p class="note">Not seen: ${text}</p>`)}
</section>`;
}

const findingTone = { ok: "good", broken: "bad", late: "warn", unknown: "open" } as const;
const rowTone = {
  ok: "good",
  late: "warn",
  failed: "bad",
  never: "bad",
  ended: "bad",
  underway: "warn",
  unseen: "open",
} as const;
const rowWords = {
  ok: "started",
  late: "late",
  failed: "failed",
  never: "never started",
  ended: "ended",
  underway: "waiting or starting",
  unseen: "cannot be seen",
} as const;

function table(rows: readonly Shown[], scale: Scale, until: number): Markup {
  return html`<div class="rows" role="table" aria-label="What started when, in seconds after boot">
<div class="row axis" role="row"><span role="columnheader" class="hidden">Unit</span><span role="columnheader" class="hidden">Time</span><span role="columnheader" class="bar"><span class="hidden">Bar</span>${axis(scale)}</span></div>
${rows.map((row) => (isFold(row) ? html`<div class="row fold" role="row"><span role="cell">${row.sentence.trim().replace(" (--verbose shows them)", "")}</span></div>` : renderRow(row, scale, until)))}
</div>`;
}

function axis({ ticks }: Scale): Markup {
  return html`<svg height="18" aria-hidden="true">${ticks.map(({ column, label }) => html`<text x="${percent(column)}" y="13" text-anchor="${column > steps * 0.9 ? "end" : column === 0 ? "start" : "middle"}">${label}</text>`)}</svg>`;
}

function renderRow(row: TimelineRowDocument, scale: Scale, until: number): Markup {
  const tone = rowTone[row.status];
  const time = row.at === undefined ? "–" : timeOf(row.at);
  return html`<div class="row ${row.kind} ${tone}" role="row">
<span class="name" role="cell">${markOf(tone)}<span>${row.name}</span></span>
<span class="time" role="cell"><span class="hidden">${rowWords[row.status]} </span>${time}</span>
<span class="bar" role="cell">${row.spans.length === 0 ? html`<span class="word">${rowWords[row.status]}</span>` : bars(row, scale, until)}</span>
</div>`;
}

function bars({ spans }: TimelineRowDocument, scale: Scale, until: number): Markup {
  const drawn = spans.map(({ kind, from, to }) => {
    const start = scale.column(from);
    const end = to === undefined && kind === "running" ? steps : Math.max(scale.column(to ?? until), start + 4);
    if (kind === "failed")
      return html`<rect class="failed" x="${percent(Math.min(start, steps - 8))}" y="1" width="6" height="14" rx="1"/>`;
    return html`<rect class="${kind}" x="${percent(start)}" y="4" width="${percent(Math.min(end, steps) - start)}" height="8"/>`;
  });
  const gap = scale.cut
    ? html`<rect class="gap" x="${percent(scale.cut.column)}" y="0" width="6" height="16"/>`
    : undefined;
  return html`<svg height="16" aria-hidden="true">${drawn}${gap}</svg>`;
}

function legend({ cut }: Scale, rows: readonly TimelineRowDocument[]): Markup {
  const kinds = new Set(rows.flatMap(({ spans }) => spans.map(({ kind }) => kind)));
  const items: readonly (readonly [string, string])[] = [
    ...(["waiting", "starting", "running", "failed"] as const)
      .filter((kind) => kinds.has(kind))
      .map((kind) => [kind, kind] as const),
    ...(cut ? [["gap", "left out: nothing happened"] as const] : []),
  ];
  return html`<p class="legend" aria-hidden="true">${items.map(([kind, word]) => html`<span><svg width="14" height="10"><rect class="${kind}" width="14" height="10"/></svg> ${word}</span>`)}</p>`;
}

function percent(step: number): string {
  return `${Number(((step / steps) * 100).toFixed(2))}%`;
}

function timeOf(second: number): string {
  if (second < 1000) return `${second.toFixed(second < 100 ? 2 : 1)} s`;
  if (second < 3600) return `${Math.floor(second / 60)} min ${Math.floor(second % 60)} s`;
  return `${Math.floor(second / 3600)} h ${Math.floor((second % 3600) / 60)} min`;
}
