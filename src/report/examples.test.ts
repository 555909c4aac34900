import { expect, test } from "bun:test";
import { timelineOf } from "../diagnosis/timeline-document.ts";
import { FactStore } from "../facts/fact-store.ts";
import { ReplayHost } from "../host/replay.ts";
import { diagnoseHost, loadRecording } from "../testing/fixture.ts";
import { examples, loadExample } from "./examples.ts";

const hosts = {
  healthy: ["seed", undefined],
  "linger-off": ["linger-off", "linger-not-enabled"],
  "multi-user-target": ["wantedby-multi-user", "wantedby-multi-user-target"],
  "quadlet-typo": ["quadlet-misspelt-install", "quadlet-unknown-key-or-section"],
} as const;

test("each example is tried", () => expect(examples.map(({ name }) => name)).toEqual(Object.keys(hosts)));

test.each(Object.entries(hosts))(
  "%s is that host of the lab, and shows what its title says",
  async (name, [host, cause]) => {
    const recording = await loadExample(name);
    if (!recording) throw new Error("there is no such example");
    expect(recording).toEqual(loadRecording(`trixie/${host}`));
    const { verdict } = await diagnoseHost(new ReplayHost(recording));
    expect(verdict.causes[0]?.check).toBe(cause as string);
  },
);

/** The boot's finding, and how one row of the picture stands. */
const drawn = {
  healthy: ["ok", "pod.service", "ok"],
  "linger-off": ["broken", "user@1001.service", "never"],
  "multi-user-target": ["broken", "pod.service", "never"],
  "quadlet-typo": ["broken", "web-pod.service", "never"],
} as const;

test.each(Object.entries(drawn))("%s: its boot is drawn", async (name, [finding, row, status]) => {
  const recording = await loadExample(name);
  if (!recording) throw new Error("there is no such example");
  const store = new FactStore(new ReplayHost(recording), { user: "podder", units: [] });
  const { findings, rows, unseen } = await timelineOf(store);
  expect({ findings: findings.map((one) => one.status), unseen }).toEqual({ findings: [finding], unseen: [] });
  expect(rows.find((one) => one.name === row)?.status).toBe(status);
  expect(rows.find((one) => one.name === "systemd-logind.service")?.spans.length).toBeGreaterThan(0);
});

test("there is no other", async () => expect(await loadExample("../seed")).toBeUndefined());
