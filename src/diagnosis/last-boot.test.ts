import { describe, expect, test } from "bun:test";
import type { Known } from "../facts/fact.ts";
import type { Journal } from "../facts/journal.ts";
import type { PodUnits } from "../facts/pod-units.ts";
import { earlierBootOf, firstAttempt, lastBootOf, type UnitFate } from "./last-boot.ts";

/** Messages of systemd's about pod.service, by the second of the boot. */
function journalOf(said: readonly (readonly [second: number, message: string])[], complete = true): Journal {
  const lines = said.map(([second, message]) => ({
    atMs: second * 1000,
    monotonicUs: second * 1e6,
    unit: "pod.service",
    identifier: "systemd",
    message,
  }));
  return { lines, complete, command: "journalctl -b 0" };
}

const starting = "Starting pod.service - web pod...";
const started = "Started pod.service - web pod.";
const failed = "pod.service: Failed with result 'exit-code'.";
const again = "pod.service: Scheduled restart job, restart counter is at 1.";

test.each<[string, readonly (readonly [number, string])[], string]>([
  [
    "it started",
    [
      [1, starting],
      [2, started],
    ],
    "started",
  ],
  [
    "it failed",
    [
      [1, starting],
      [2, failed],
      [2, "Failed to start pod.service - web pod."],
    ],
    "failed",
  ],
  [
    "it failed, and somebody started it later",
    [
      [1, starting],
      [2, failed],
      [900, starting],
      [901, started],
    ],
    "failed",
  ],
  [
    "it failed, and its Restart= brought it up",
    [
      [1, starting],
      [2, failed],
      [3, again],
      [3, starting],
      [4, started],
    ],
    "started",
  ],
  [
    "it came up and died at once",
    [
      [1, started],
      [2, failed],
    ],
    "failed",
  ],
  [
    "it ran for a day",
    [
      [1, started],
      [90_000, failed],
    ],
    "started",
  ],
  [
    "it was stopped by somebody, with an error",
    [
      [1, started],
      [20, "Stopping pod.service - web pod..."],
      [21, failed],
    ],
    "started",
  ],
  [
    "systemd left it out, and somebody started it later",
    [
      [1, "pod.service - web pod skipped, unmet condition check ConditionPathExists=/srv/x"],
      [900, starting],
      [901, started],
    ],
    "absent",
  ],
  ["what it requires failed", [[1, "Dependency failed for pod.service - web pod."]], "failed"],
  ["nothing is said of it", [], "absent"],
])("%s", (_, said, fate) => {
  expect(firstAttempt("pod.service", journalOf(said))).toBe(fate as ReturnType<typeof firstAttempt>);
});

describe("a journal that was rotated since the boot", () => {
  const fate: UnitFate = { name: "pod.service", state: "failed", attempted: true, everUp: true, bootDoneUs: 10e6 };
  const later = { ...fate, startedLater: true as const };
  const none: Known<PodUnits> = { known: false, why: { outcome: "unanswered", reason: "failed", detail: "" } };
  const of = (given: UnitFate, said: readonly (readonly [number, string])[], begins?: boolean, again = false) => {
    const manager = { by: "boot", again, startedUs: again ? 800e6 : 1e6 } as const;
    return lastBootOf([given], manager, none, { known: true, value: journalOf(said) }, begins);
  };
  const late: readonly (readonly [number, string])[] = [
    [900, starting],
    [901, failed],
  ];

  test("takes no later failure for the boot's", () => {
    expect(of(later, late)).toBe("unknown");
    expect(of(later, [])).toBe("unknown");
    expect(of(fate, [[5, starting], ...late])).toBe("failed");
  });

  test("and one that was not knows that the boot tried nothing", () => {
    expect(of(later, late, true)).toBe("not-attempted");
  });

  test("or a journald that was held up says nothing against what the manager remembers", () => {
    expect(of(fate, late, true)).toBe("failed");
    expect(of({ ...fate, state: "up" }, late, true)).toBe("started");
    expect(of({ ...fate, stayed: true }, late)).toBe("started");
  });

  test("nor what a second manager started", () => {
    expect(of(fate, late, true, true)).toBe("unknown");
    expect(of(fate, [[5, starting], [6, started], ...late], true, true)).toBe("started");
  });

  test("what came up at boot and failed hours later was started by it", () => {
    expect(of({ ...fate, stayed: true }, [])).toBe("started");
    expect(of(fate, [])).toBe("failed");
  });

  test("a pod that ends with an error after its containers were told to stop did start", () => {
    const { lines, ...rest } = journalOf([
      [1, starting],
      [2, started],
      [13, failed],
    ]);
    const journal = (second: number): Journal => {
      const stop = {
        atMs: second * 1000,
        unit: "web.service",
        identifier: "systemd",
        message: "Stopping web.service...",
      };
      return { ...rest, lines: [...lines, stop].sort((a, b) => a.atMs - b.atMs) };
    };
    expect(firstAttempt("pod.service", journal(12))).toBe("started");
    expect(firstAttempt("pod.service", journal(1.5))).toBe("failed");
  });

  test("of an earlier boot", () => {
    const value = journalOf(late);
    expect(earlierBootOf(["pod.service"], { known: true, value }, false)).toBe("unknown");
    expect(earlierBootOf(["pod.service"], { known: true, value }, true)).toBe("failed");
    const line = { atMs: 1000, unit: "", identifier: "systemd-logind", message: "New seat seat0." };
    const noManager = { known: true as const, value: { ...journalOf([]), lines: [line] } };
    expect(earlierBootOf(["pod.service"], noManager, false)).toBe("not-attempted");
  });
});

test("of an earlier boot, silence means nothing to who sees a part", () => {
  const of = (journal: Journal) => earlierBootOf(["pod.service"], { known: true, value: journal });
  expect(of(journalOf([]))).toBe("not-attempted");
  expect(of(journalOf([], false))).toBe("unknown");
  expect(of(journalOf([[1, started]], false))).toBe("started");
});
