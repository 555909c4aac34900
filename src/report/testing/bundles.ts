import type { ResultDocument } from "../../diagnosis/document.ts";
import { countsOf } from "../../diagnosis/document.ts";
import type { TimelineDocument, TimelineRowDocument } from "../../diagnosis/timeline-document.ts";
import { loadHost } from "../../testing/fixture.ts";
import type { Bundle } from "../bundle.ts";
import { makeReport } from "../make-report.ts";

/** The report of a recorded host, with a boot drawn in it: recordings of the lab hold no times. */
export async function bundleOfHost(
  host: string,
  rows: readonly TimelineRowDocument[],
  findings: TimelineDocument["findings"],
): Promise<Bundle> {
  const { bundle } = await makeReport(loadHost(host), { user: "podder", units: [], boot: 0 }, "full");
  const boot = {
    ...bundle.timeline.boot,
    bootedAt: "2026-01-01T11:30:00.000Z",
    source: "managers" as const,
    until: 100,
  };
  return { ...bundle, timeline: { ...bundle.timeline, boot, rows, findings } };
}

/** A row that began to start at one second and was up at another. */
export function started(
  kind: TimelineRowDocument["kind"],
  name: string,
  from: number,
  at: number,
): TimelineRowDocument {
  const spans = [
    { kind: "starting" as const, from, to: at },
    { kind: "running" as const, from: at },
  ];
  return { kind, name, status: "ok", at, spans };
}

export const neverStarted = (kind: TimelineRowDocument["kind"], name: string): TimelineRowDocument => ({
  kind,
  name,
  status: "never",
  spans: [],
});

/** Lingering is off: nothing of the account's was started. */
export function lingerOff(): Promise<Bundle> {
  return bundleOfHost(
    "trixie/linger-off",
    [
      started("system", "systemd-logind.service", 1.1, 1.32),
      neverStarted("manager", "user@1001.service"),
      neverStarted("pod", "pod.service"),
    ],
    [{ status: "broken", sentence: "user@1001.service was not started in this boot; lingering is off for user-1." }],
  );
}

/** All is well. */
export function healthy(): Promise<Bundle> {
  return bundleOfHost(
    "trixie/seed",
    [
      started("system", "systemd-logind.service", 1.1, 1.32),
      started("manager", "user@1001.service", 1.4, 1.82),
      started("pod", "pod.service", 1.9, 3.4),
      started("container", "pod1-infra", 2.6, 2.7),
      started("container", "pod1-app", 2.9, 3.2),
    ],
    [{ status: "ok", sentence: "Nothing broke and nothing was late: pod.service was up 3.40 s after boot." }],
  );
}

/** Forty units, some of which wait, fail, or are not enabled. */
export async function forty(): Promise<Bundle> {
  const names = Array.from(
    { length: 40 },
    (_, index) =>
      `container-${["web", "db", "cache", "queue", "mail"][index % 5]}-${String(index + 1).padStart(2, "0")}.service`,
  );
  const rows: TimelineRowDocument[] = names.map((name, index) => {
    if (index % 9 === 4) return neverStarted("pod", name);
    if (index % 13 === 5)
      return {
        kind: "pod",
        name,
        status: "failed",
        at: 4 + index / 10,
        spans: [
          { kind: "starting", from: 2, to: 4 + index / 10 },
          { kind: "failed", from: 4 + index / 10, to: 4 + index / 10 },
        ],
      };
    if (index % 7 === 3)
      return {
        kind: "pod",
        name,
        status: "late",
        at: 92.8,
        spans: [
          { kind: "waiting", from: 1.8, to: 91.8 },
          { kind: "starting", from: 91.8, to: 92.8 },
          { kind: "running", from: 92.8 },
        ],
      };
    return started("pod", name, 1.9 + index / 20, 3 + index / 8);
  });
  const bundle = await bundleOfHost(
    "trixie/not-enabled",
    [
      started("system", "systemd-logind.service", 1.1, 1.32),
      started("manager", "user@1001.service", 1.4, 1.82),
      ...rows,
    ],
    [
      {
        status: "broken",
        sentence:
          "container-mail-05.service, container-queue-14.service and 3 more did not start: default.target does not pull this in.",
      },
      {
        status: "late",
        sentence:
          "container-queue-04.service and 4 more waited 90.0 s for podman-user-wait-network-online.service, which gave up: nothing on this host reaches network-online.target.",
      },
    ],
  );
  const [cause] = bundle.diagnosis.results.filter(({ status }) => status === "fail");
  if (!cause) throw new Error("the recorded host has no failure");
  const results: readonly ResultDocument[] = [
    ...bundle.diagnosis.results.filter(({ status }) => status !== "fail"),
    ...names.flatMap((subject, index) =>
      index % 9 === 4
        ? [{ ...cause, subject, summary: cause.summary.replaceAll(cause.subject, subject) }]
        : [
            {
              ...cause,
              subject,
              status: "pass" as const,
              summary: "The unit is enabled for default.target",
              evidence: [],
            },
          ],
    ),
  ];
  return { ...bundle, diagnosis: { ...bundle.diagnosis, results, counts: countsOf(results) } };
}

/** A host whose every text would be markup, a script or a request, if a page let it. */
export async function hostile(): Promise<Bundle> {
  const bundle = await lingerOff();
  const evil = `</style></title><script src="https://evil.example/x.js">alert(1)</script><img src=https://evil.example/p.png onerror=alert(2)>" onload="alert(3)' \u202e\x1b[2J\`\`\`\n# h\n@everyone #1 ![x](https://evil.example/q.png) <details>`;
  const poisoned = (value: unknown, key = ""): unknown => {
    if (typeof value === "string")
      return ["status", "step", "kind", "check", "at", "as", "schema", "bootedAt"].includes(key)
        ? value
        : `${value} ${evil}`;
    if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        ["lastBoot", "nextBoot", "source", "mode"].includes(name) && name !== "source" ? item : poisoned(item, name),
      ]),
    );
  };
  return {
    ...bundle,
    diagnosis: poisoned(bundle.diagnosis) as Bundle["diagnosis"],
    timeline: poisoned(bundle.timeline) as Bundle["timeline"],
    redaction: { mode: "full", replaced: [{ kind: evil, values: 1, places: 1 }], left: [evil] },
  };
}
