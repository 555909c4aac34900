import { describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Unanswered } from "../src/host/host.ts";
import { unanswered } from "../src/host/host.ts";
import type { Recording } from "../src/host/recording.ts";
import { ReplayHost } from "../src/host/replay.ts";
import { diagnoseHost, loadExpected, loadRecording, recordedHosts } from "../src/testing/fixture.ts";
import { tables } from "../src/testing/fixture-format.ts";

// Hundreds of diagnoses a test, on whatever machine.
setDefaultTimeout(120_000);

/** Every way in which one answer of a recording can be lost. */
function* lostAnswers(recording: Recording, reasons: readonly Unanswered["reason"][]) {
  for (const table of tables)
    for (const question of Object.keys(recording[table]))
      for (const reason of reasons) {
        const answers = { ...recording[table], [question]: unanswered(reason, `no answer to ${question}`) };
        yield { what: `${table} ${question}: ${reason}`, recording: { ...recording, [table]: answers } as Recording };
      }
}

describe("an answer that was lost", () => {
  test.each(["trixie/seed", "bookworm/seed", "trixie/quadlet-pod"])("accuses nobody on healthy %s", async (host) => {
    const wrong: string[] = [];
    for (const { what, recording } of lostAnswers(loadRecording(host), ["timeout", "not-recorded"])) {
      const { results, verdict } = await diagnoseHost(new ReplayHost(recording));
      for (const { check, status, summary } of results)
        if (status === "fail" || status === "warn") wrong.push(`${what}: ${check} ${status}: ${summary}`);
      if (verdict.nextBoot !== "will-start" && verdict.nextBoot !== "unknown")
        wrong.push(`${what}: ${verdict.nextBoot}`);
    }
    expect(wrong).toEqual([]);
  });

  const faults = recordedHosts().filter(
    (host) => host.startsWith("trixie/") && loadExpected(host).root?.verdict.nextBoot === "will-not-start",
  );

  test.each(faults)("makes no forecast of a start on %s, and accuses nothing else", async (host) => {
    const wrong: string[] = [];
    const whole = loadRecording(host);
    const accused = new Set((loadExpected(host).root?.results ?? []).map(([check]) => check));
    for (const { what, recording } of lostAnswers(whole, ["timeout"])) {
      const { results, verdict } = await diagnoseHost(new ReplayHost(recording));
      if (verdict.nextBoot === "will-start") wrong.push(`${what}: ${verdict.sentence}`);
      for (const { check, status, summary } of results)
        if ((status === "fail" || status === "warn") && !accused.has(check))
          wrong.push(`${what}: ${check} ${status}: ${summary}`);
    }
    expect(wrong).toEqual([]);
  });
});
