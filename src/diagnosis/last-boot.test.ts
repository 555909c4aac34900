import { expect, test } from "bun:test";
import type { Journal } from "../facts/journal.ts";
import { earlierBootOf, firstAttempt } from "./last-boot.ts";

/** Messages of systemd's about pod.service, by the second of the boot. */
function journalOf(said: readonly (readonly [second: number, message: string])[], complete = true): Journal {
  const lines = said.map(([second, message]) => ({
    atMs: second * 1000,
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
  ["what it requires failed", [[1, "Dependency failed for pod.service - web pod."]], "failed"],
  ["nothing is said of it", [], "absent"],
])("%s", (_, said, fate) => {
  expect(firstAttempt("pod.service", journalOf(said))).toBe(fate as ReturnType<typeof firstAttempt>);
});

test("of an earlier boot, silence means nothing to who sees a part", () => {
  const of = (journal: Journal) => earlierBootOf(["pod.service"], { known: true, value: journal });
  expect(of(journalOf([]))).toBe("not-attempted");
  expect(of(journalOf([], false))).toBe("unknown");
  expect(of(journalOf([[1, started]], false))).toBe("started");
});
