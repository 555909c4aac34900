import { describe, expect, test } from "bun:test";
import { alteredHost } from "../../testing/altered-host.ts";
import { unitOf, withQuadlets } from "../../testing/quadlets.ts";
import { FactStore } from "../fact-store.ts";

const container = "[Container]\nImage=localhost/app:1\n\n[Install]\nWantedBy=default.target\n";
const changes = withQuadlets(
  { "db.container": container, "bad.container": "[Container]\n" },
  {
    complaints: ['converting "bad.container": no Image or Rootfs key specified'],
    units: { "db.service": unitOf("db.container", "[Install]\nWantedBy=default.target") },
  },
);

async function asked(...units: readonly string[]) {
  const store = new FactStore(alteredHost("trixie/quadlet-pod", changes), { user: "podder", units });
  const [pods, quadlets, graph] = await Promise.all([
    store.fact("podUnits"),
    store.fact("quadlets"),
    store.fact("bootGraph"),
  ]);
  if (!pods.known || !quadlets.known || !graph.known) throw new Error("a fact is unknown");
  return {
    units: pods.value.units.map(({ name }) => name),
    missing: pods.value.missing,
    quadlets: quadlets.value.quadlets.map(({ name }) => name),
    reached: graph.value.reached.get("db.service"),
  };
}

describe("a quadlet named on the command line", () => {
  test("means the unit that is made of it, whether a manager has read it or not", async () => {
    const found = { units: ["db.service"], missing: [], quadlets: ["db.container"], reached: "default.target" };
    for (const word of ["db.container", "db.service", "db"]) expect(await asked(word)).toEqual(found);
  });

  test("is meant, too, where the generator refuses it", async () => {
    expect(await asked("bad.container")).toMatchObject({ units: [], missing: [], quadlets: ["bad.container"] });
  });

  test("is missing where there is none", async () => {
    expect(await asked("nope.container")).toMatchObject({ missing: ["nope.container.service"], quadlets: [] });
  });
});
