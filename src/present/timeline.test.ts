import { describe, expect, test } from "bun:test";
import type { TimelineDocument, TimelineRowDocument } from "../diagnosis/timeline-document.ts";
import { styleOf } from "./style.ts";
import { renderTimeline } from "./timeline.ts";
import { columns, widthOf } from "./wrap.ts";

const plain = { style: styleOf({ utf8: true, colour: false }), verbose: false };
const ascii = { style: styleOf({ utf8: false, colour: false }), verbose: false };

function row(kind: TimelineRowDocument["kind"], name: string, from: number, at: number): TimelineRowDocument {
  const spans = [
    { kind: "starting" as const, from, to: at },
    { kind: "running" as const, from: at },
  ];
  return { kind, name, status: "ok", at, spans };
}

function drawn(rows: readonly TimelineRowDocument[], more: Partial<TimelineDocument> = {}): TimelineDocument {
  return {
    schema: "poddoctor/timeline/1",
    poddoctor: { version: "0" },
    at: "2026-11-23T09:00:00.000Z",
    host: { name: "web1" },
    account: { name: "podder", uid: 1001 },
    boot: { number: 0, bootedAt: "2026-11-23T06:50:11.000Z", source: "managers", until: 100 },
    findings: [{ status: "ok", sentence: "All is well." }],
    rows,
    unseen: [],
    notes: [],
    ...more,
  };
}

const waited: TimelineRowDocument = {
  kind: "pod",
  name: "web-pod.service",
  status: "late",
  at: 92.83,
  spans: [
    { kind: "waiting", from: 1.8, to: 91.8 },
    { kind: "starting", from: 91.8, to: 92.83 },
    { kind: "running", from: 92.83 },
  ],
};
const helper: TimelineRowDocument = {
  kind: "user",
  name: "podman-user-wait-network-online.service",
  status: "failed",
  at: 91.8,
  spans: [
    { kind: "starting", from: 1.8, to: 91.8 },
    { kind: "failed", from: 91.8, to: 91.8 },
  ],
};
const never: TimelineRowDocument = { kind: "system", name: "network-online.target", status: "never", spans: [] };
const ninety = drawn([never, row("manager", "user@1001.service", 1.4, 1.8), helper, waited], {
  findings: [{ status: "late", sentence: "web-pod.service waited 90.0 s." }],
});

describe("the picture of a boot", () => {
  test("shows ninety seconds of waiting at a glance", () => {
    expect(renderTimeline(ninety, plain)).toBe(`podder (uid 1001) on web1 · this boot, 2026-11-23 06:50:11 UTC

! web-pod.service waited 90.0 s.

                                           0 s    20 s    40 s   60 s    80 s
✖ network-online.target                 -  never reached
✔ user@1001.service                1.80 s  █████████████████████████████████████
✖ podman-user-wait-n…ine.service  91.80 s  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒✖
! web-pod.service                 92.83 s  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▒██
  times since boot · ░ waiting  ▒ starting  █ running  ✖ failed`);
  });

  test("has a twin in ASCII, and means the same without colour", () => {
    const text = renderTimeline(ninety, ascii);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text).toContain("! web-pod.service                 92.83 s  ..................................=##");
    const coloured = renderTimeline(ninety, { ...plain, style: styleOf({ utf8: true, colour: true }) });
    expect(Bun.stripANSI(coloured)).toBe(renderTimeline(ninety, plain));
  });

  test("leaves out the hours before a login", () => {
    const late = drawn([row("system", "systemd-logind.service", 2, 2.2), row("pod", "pod.service", 10_802, 10_803)]);
    expect(renderTimeline(late, plain).split("\n").slice(4)).toEqual([
      "                                   0 s                            3 h",
      "✔ systemd-logind.service   2.20 s                         ▒▒██╱╱╱███████████████",
      "✔ pod.service               3h00m                             ╱╱╱ ▒▒▒▒▒▒▒▒▒▒▒▒██",
      "  times since boot · ▒ starting  █ running  ╱ left out",
    ]);
  });

  test("fits a narrow terminal", () => {
    for (const width of [60, 40, 10]) {
      const lines = renderTimeline(ninety, { ...plain, width }).split("\n");
      expect(lines.filter((line) => widthOf(line) > Math.max(40, width))).toEqual([]);
      expect(lines.some((line) => /^! we.*░{5,}[▒█]/.test(line))).toBe(true);
    }
  });

  test("breaks no date in two", () => {
    for (const width of [64, 60, 50, 40])
      expect(
        renderTimeline(ninety, { ...plain, width })
          .split("\n")
          .slice(0, 2),
      ).toEqual(
        width === 64
          ? ["podder (uid 1001) on web1 · this boot, 2026-11-23 06:50:11 UTC", ""]
          : ["podder (uid 1001) on web1 · this boot,", "2026-11-23 06:50:11 UTC"],
      );
  });

  test("shows where a bar ends, however long after the boot", () => {
    const manager = row("manager", "user@1001.service", 1, 2);
    const spans = [
      { kind: "starting" as const, from: 1, to: 2 },
      { kind: "running" as const, from: 2, to: 7200 },
    ];
    const lines = renderTimeline(drawn([{ ...manager, status: "ended", spans }]), plain).split("\n");
    expect(lines.find((line) => line.startsWith("✖ user@"))).toMatch(/▒+█+╱╱╱█/);
  });

  test("folds forty units, of each fate some", () => {
    const pods = Array.from({ length: 40 }, (_, index) => row("pod", `app-${index}.service`, 3, 3 + index / 10));
    const rows = pods.flatMap((pod, index) => [
      index === 20 ? { ...pod, status: "failed" as const } : pod,
      row("container", `app-${index}`, 3, 3),
    ]);
    const lines = renderTimeline(drawn(rows), plain).split("\n");
    expect(lines.length).toBeLessThan(25);
    expect(lines.filter((line) => line.startsWith("✖"))).toHaveLength(1);
    expect(lines).toContain("  33 more were started, 3.60 s to 6.90 s after boot (--verbose shows them)");
    const narrow = renderTimeline(drawn(rows), { ...plain, width: 40 }).split("\n");
    const fold = narrow.findIndex((line) => line.startsWith("  33 more"));
    expect(narrow.slice(fold, fold + 2)).toEqual([
      "  33 more were started, 3.60 s to 6.90 s",
      "  after boot (--verbose shows them)",
    ]);
    expect(renderTimeline(drawn(rows), { ...plain, verbose: true }).split("\n").length).toBeGreaterThan(80);
  });

  test("keeps 80 columns and prints no escapes, whatever a unit is called", () => {
    const names = ["\x1b[31mred.service", "a\nb.service", "\u202eevil.service", "界".repeat(60), "x".repeat(250)];
    const rows = names.map((name) => row("pod", name, 1, 2));
    const document = drawn(rows, { findings: [{ status: "late", sentence: `${names.join(" ")} were late` }] });
    for (const options of [plain, ascii]) {
      const text = renderTimeline(document, options);
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/);
      expect(text.split("\n").filter((line) => widthOf(line) > columns)).toEqual([]);
      expect(text).toContain("a\\nb.service");
    }
  });
});
