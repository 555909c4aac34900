import { expect, test } from "bun:test";
import { FactStore } from "../facts/fact-store.ts";
import { loadHost } from "../testing/fixture.ts";
import { timelineOf } from "./timeline-document.ts";

const views = ["trixie", "bookworm"].flatMap((release) => ["root", "user"].map((view) => ({ release, view }) as const));

test.each(views)(
  "$release as $view: a unit that systemd skipped is drawn as never started",
  async ({ release, view }) => {
    const host = loadHost(`${release}/condition-on-missing-path`, view === "root" ? "root" : "user");
    const request = { units: [], ...(view === "root" ? { user: "podder" } : {}) };
    const { findings, rows } = await timelineOf(new FactStore(host, request));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.sentence).toMatch(/^pod\.service did not start: .*Condition.* was not met\.$/);
    expect(rows.find(({ name }) => name === "pod.service")).toMatchObject({ status: "never", spans: [] });
  },
);
