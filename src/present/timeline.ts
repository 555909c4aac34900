import type { TimelineDocument, TimelineRowDocument } from "../diagnosis/timeline-document.ts";
import type { Colour, Style } from "./style.ts";
import { type Fold, foldRows, isFold, type Shown } from "./timeline-fold.ts";
import { type Scale, scaleOf } from "./timeline-scale.ts";
import { columns, cut, hang, joinParts, widthOf } from "./wrap.ts";

export interface TimelineOptions {
  readonly style: Style;
  /** Every unit and container, however many. */
  readonly verbose: boolean;
  /** The findings alone. */
  readonly quiet?: boolean;
  /** Of the terminal, where it is narrower than usual. */
  readonly width?: number;
}

/** Below this there is no room for a picture. */
const leastWidth = 40;

function widthFor({ width = columns }: TimelineOptions): number {
  return Math.min(columns, Math.max(leastWidth, width));
}

type SpanKind = TimelineRowDocument["spans"][number]["kind"];
type Fills = Readonly<Record<SpanKind, string>> & { readonly gap: string };

const fills: Fills = { waiting: "░", starting: "▒", running: "█", failed: "✖", gap: "╱" };
const asciiFills: Fills = { waiting: ".", starting: "=", running: "#", failed: "x", gap: "/" };
const spanColours: Readonly<Record<SpanKind, Colour>> = {
  waiting: "yellow",
  starting: "dim",
  running: "green",
  failed: "red",
};

function glyphsOf({ data }: Style): Fills {
  // A locale that shows the bars has them as they are.
  return data(fills.running) === fills.running ? fills : asciiFills;
}

const nameWidth = 30;
const timeWidth = 8;

/** The boot as a picture: what was found in words, then a bar for each part of it. */
export function renderTimeline(document: TimelineDocument, options: TimelineOptions): string {
  if (options.quiet) return renderFindings(document, options).join("\n");
  const blocks = [[...renderHead(document, options)], renderFindings(document, options), renderRows(document, options)];
  const notes = document.unseen.flatMap((text) =>
    hang("? ", `Not seen: ${options.style.data(text)}`, widthFor(options)),
  );
  const said = document.notes.flatMap((text) => hang("  ", options.style.data(text), widthFor(options)));
  return [...blocks, [...said, ...notes]]
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
}

function renderHead({ host, account, boot }: TimelineDocument, options: TimelineOptions): readonly string[] {
  const { style } = options;
  const who = `${style.data(account.name ?? "?")}${account.uid === null ? "" : ` (uid ${account.uid})`}`;
  const which = boot.number === 0 ? "this boot" : `boot ${boot.number}`;
  const when = boot.bootedAt === null ? [] : [`${boot.bootedAt.slice(0, 19).replace("T", " ")} UTC`];
  const width = widthFor(options);
  const comma = when.length > 0 ? "," : "";
  const where = hang("", `${who} on ${style.data(host.name ?? "?")} ${style.symbols.dot} ${which}${comma}`, width);
  return [...where.slice(0, -1), ...joinParts([where.at(-1) ?? "", ...when], " ", width)];
}

function renderFindings({ findings }: TimelineDocument, options: TimelineOptions): readonly string[] {
  const { style } = options;
  const { symbols } = style;
  const marks = {
    ok: [symbols.ok, "green"],
    broken: [symbols.broken, "red"],
    late: [symbols.risk, "yellow"],
    unknown: [symbols.unknown, "yellow"],
  } as const;
  return findings.flatMap(({ status, sentence }) => {
    const [mark, colour] = marks[status];
    const [first = "", ...rest] = hang("x ", style.data(sentence), widthFor(options));
    return [
      style.paint(colour, mark) + style.paint("bold", first.slice(1)),
      ...rest.map((line) => style.paint("bold", line)),
    ];
  });
}

function renderRows(document: TimelineDocument, options: TimelineOptions): readonly string[] {
  const rows = foldRows(document.rows, options.verbose);
  if (rows.length === 0) return [];
  const { style } = options;
  const names = rows.map((row) => (isFold(row) ? "" : indented(row, style)));
  const width = widthFor(options);
  // A narrow picture keeps a third of its width for the bars.
  const room = Math.min(nameWidth, Math.floor((width * 2) / 3) - timeWidth - 5, Math.max(...names.map(widthOf)));
  const until = document.boot.until ?? 0;
  const scale = scaleOf(occurrences(document.rows, until), width - room - timeWidth - 5);
  return [
    renderTicks(scale, room + timeWidth + 5),
    ...rows.flatMap((row, index) =>
      isFold(row) ? renderFold(row, options) : [renderRow(row, names[index] ?? "", { room, scale, until }, options)],
    ),
    ...legend(rows, scale, options),
  ];
}

/** Of a bar that runs only its ends are events: nothing happens in between, and most last until the end of every picture. */
function occurrences(rows: readonly TimelineRowDocument[], until: number) {
  return rows.flatMap(({ spans }) =>
    spans.flatMap(({ kind, from, to }) =>
      kind === "running"
        ? [{ from, to: from }, ...(to === undefined ? [] : [{ from: to, to }])]
        : [{ from, to: to ?? until }],
    ),
  );
}

interface Frame {
  readonly room: number;
  readonly scale: Scale;
  readonly until: number;
}

/** As far to the right as what it stands for. */
function renderFold({ sentence }: Fold, options: TimelineOptions): readonly string[] {
  const indent = " ".repeat(2 + sentence.search(/\S/));
  return hang(indent, options.style.data(sentence.trimStart()), widthFor(options));
}

function renderRow(row: TimelineRowDocument, name: string, frame: Frame, options: TimelineOptions): string {
  const { style } = options;
  const [mark, colour] = markOf(row, style);
  const shown = cut(name, frame.room, style.symbols.ellipsis);
  const time = (row.at === undefined ? "-" : timeOf(row.at)).padStart(timeWidth);
  const lead = `${style.paint(colour, mark)} ${shown}${" ".repeat(Math.max(0, frame.room - widthOf(shown)))} ${time}`;
  return `${lead}  ${bar(row, frame, options)}`.trimEnd();
}

function indented({ kind, name }: TimelineRowDocument, { data }: Style): string {
  return `${kind === "container" ? "  " : ""}${data(name)}`;
}

function markOf({ status }: TimelineRowDocument, { symbols }: Style): readonly [string, Colour] {
  if (status === "ok") return [symbols.ok, "green"];
  if (status === "failed" || status === "never" || status === "ended") return [symbols.broken, "red"];
  return status === "unseen" ? [symbols.unknown, "yellow"] : [symbols.risk, "yellow"];
}

function timeOf(second: number): string {
  if (second < 1000) return `${second.toFixed(second < 100 ? 2 : 1)} s`;
  if (second < 3600) return `${Math.floor(second / 60)}m${String(Math.floor(second % 60)).padStart(2, "0")}s`;
  return `${Math.floor(second / 3600)}h${String(Math.floor((second % 3600) / 60)).padStart(2, "0")}m`;
}

/** The later part of a row wins a column, but for the mark of a failure, which is never lost. */
function bar({ spans, status, name }: TimelineRowDocument, { scale, until }: Frame, options: TimelineOptions): string {
  const { style } = options;
  const glyphs = glyphsOf(style);
  if (spans.length === 0) return style.paint("dim", wordFor(status, name));
  const cells: { text: string; colour: Colour }[] = Array.from({ length: scale.width }, () => ({
    text: " ",
    colour: "dim",
  }));
  for (const { kind, from, to } of spans) {
    const last = to === undefined && kind === "running" ? scale.width - 1 : scale.column(to ?? until);
    for (let at = scale.column(from); at <= last; at += 1)
      cells[at] = { text: glyphs[kind], colour: spanColours[kind] };
  }
  if (scale.cut) {
    const { column, width } = scale.cut;
    for (let at = column; at < column + width; at += 1) cells[at] = { text: glyphs.gap, colour: "dim" };
  }
  return runs(cells, style).trimEnd();
}

function runs(cells: readonly { readonly text: string; readonly colour: Colour }[], style: Style): string {
  let line = "";
  for (let at = 0; at < cells.length; ) {
    const colour = cells[at]?.colour ?? "dim";
    let text = "";
    for (; at < cells.length && cells[at]?.colour === colour; at += 1) text += cells[at]?.text ?? "";
    line += text.trim() === "" ? text : style.paint(colour, text);
  }
  return line;
}

function wordFor(status: TimelineRowDocument["status"], name: string): string {
  return status === "never"
    ? name.endsWith(".target")
      ? "never reached"
      : "never started"
    : status === "unseen"
      ? "cannot be seen"
      : "";
}

function renderTicks({ ticks, width }: Scale, indent: number): string {
  let line = "";
  for (const { column, label } of ticks) {
    if (column < line.length + (line === "" ? 0 : 1)) continue;
    const place = Math.min(column, width - label.length);
    line = line.padEnd(place) + label;
  }
  return " ".repeat(indent) + line;
}

function legend(rows: readonly Shown[], scale: Scale, options: TimelineOptions): readonly string[] {
  const { style } = options;
  const glyphs = glyphsOf(style);
  const kinds = new Set(rows.flatMap((row) => (isFold(row) ? [] : row.spans.map(({ kind }) => kind))));
  const words = (["waiting", "starting", "running", "failed"] as const)
    .filter((kind) => kinds.has(kind))
    .map((kind) => `${glyphs[kind]} ${kind}`);
  const gap = scale.cut ? [`${glyphs.gap} left out`] : [];
  const [first = "", ...rest] = [...words, ...gap];
  const parts = [`times since boot ${style.symbols.dot} ${first}`, ...rest];
  return joinParts(parts, "  ", widthFor(options) - 2).map((line) => style.paint("dim", `  ${line}`));
}
