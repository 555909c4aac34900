import { expect, test } from "bun:test";
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

test("there is no other", async () => expect(await loadExample("../seed")).toBeUndefined());
