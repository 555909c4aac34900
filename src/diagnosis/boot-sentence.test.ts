import { expect, test } from "bun:test";
import type { Journal } from "../facts/journal.ts";
import { despiteLastBoot, earlierBootSentence } from "./boot-sentence.ts";

const said: Journal = {
  lines: [
    {
      atMs: 1000,
      unit: "pod.service",
      identifier: "podman",
      message: "Error: no pod with name or ID nosuch found: no such pod",
    },
  ],
  complete: true,
  command: "journalctl -b -1",
};
const asked = { boot: -1, units: ["pod.service"], bootedMs: 500_000, pods: "pod.service" };
const known = (value: Journal) => ({ known: true as const, value });

test("an earlier boot is told in the words of its journal", () => {
  expect(earlierBootSentence({ ...asked, lastBoot: "failed" }, known(said))).toBe(
    "At boot -1 pod.service failed: the container or pod that the unit names does not exist in this account; podman said: Error: no pod with name or ID nosuch found: no such pod.",
  );
  expect(earlierBootSentence({ ...asked, lastBoot: "started" }, known(said))).toBe("At boot -1 pod.service started.");
});

test("what systemd left out was not started, and is said to have been left out", () => {
  const message = "pod.service - web pod skipped, unmet condition check ConditionPathExists=/srv/x";
  const left = known({ ...said, lines: [{ atMs: 1, unit: "pod.service", identifier: "systemd", message }] });
  expect(earlierBootSentence({ ...asked, lastBoot: "not-attempted" }, left)).toBe(
    "At boot -1 systemd left pod.service out, for ConditionPathExists=/srv/x was not met.",
  );
  expect(despiteLastBoot({ ...asked, boot: 0, lastBoot: "not-attempted" }, left)).toContain(
    "systemd left it out, for ConditionPathExists=/srv/x was not met",
  );
});

test("what cannot be read is said, with who could, and a boot that is gone is gone", () => {
  const part = { ...said, complete: false, missing: "only root may read the rest" };
  expect(earlierBootSentence({ ...asked, lastBoot: "unknown" }, known(part))).toBe(
    "At boot -1 what became of pod.service cannot be seen (only root may read the rest).",
  );
  const gone: Journal = {
    ...said,
    lines: [],
    complete: false,
    hasBoot: false,
    missing: "the journal has nothing of it",
  };
  expect(earlierBootSentence({ ...asked, lastBoot: "unknown" }, known(gone))).toBe("The journal has nothing of it.");
  const why = { outcome: "unanswered", reason: "timeout", detail: "journalctl did not answer" } as const;
  expect(earlierBootSentence({ ...asked, lastBoot: "unknown" }, { known: false, why })).toContain("did not answer");
});

test("a pod that did not start at this boot is promised for the next with that word only", () => {
  const now = { ...asked, boot: 0 };
  expect(despiteLastBoot({ ...now, lastBoot: "started" }, known(said))).toBe("");
  expect(despiteLastBoot({ ...now, lastBoot: "not-attempted" }, known(said))).toContain("nothing tried to start it");
  expect(despiteLastBoot({ ...now, lastBoot: "not-attempted" }, known(said), now.bootedMs - 1)).not.toBe("");
  expect(despiteLastBoot({ ...now, lastBoot: "not-attempted" }, known(said), now.bootedMs + 1)).toBe("");
  expect(despiteLastBoot({ ...now, lastBoot: "failed" }, known(said), now.bootedMs + 1)).not.toBe("");
  expect(despiteLastBoot({ ...now, lastBoot: "failed" }, known(said))).toMatch(
    /at this boot it failed: .*no such pod$/,
  );
});
