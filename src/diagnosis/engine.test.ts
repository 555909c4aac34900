import { describe, expect, test } from "bun:test";
import type { FactStore } from "../facts/fact-store.ts";
import { unanswered } from "../host/host.ts";
import type { AnyCheck, Finding } from "./check.ts";
import { diagnose, isUnit } from "./engine.ts";
import { layers } from "./order.ts";
import { causesOf } from "./verdict.ts";

type Wanted = Partial<Omit<AnyCheck, "judge">> & { readonly id: string };

/** A check that finds what it is told to. */
function finding(record: Wanted, ...found: readonly Partial<Finding>[]): AnyCheck {
  const findings = found.map(
    (one) => ({ subject: "podder", status: "fail", summary: `${record.id} is so`, evidence: [], ...one }) as Finding,
  );
  return check(record, () => findings);
}

function check(record: Wanted, judge: AnyCheck["judge"]): AnyCheck {
  return {
    group: "platform",
    title: `title of ${record.id}`,
    layer: "service",
    repair: "manual",
    facts: [],
    explanation: {} as AnyCheck["explanation"],
    ...record,
    judge,
  };
}

/** Facts by name; what is not given could not be learned. */
function storeOf(facts: Record<string, unknown> = {}): FactStore {
  const fact = async (name: string) =>
    name in facts
      ? { known: true, value: facts[name] }
      : { known: false, why: unanswered("timeout", `${name} did not answer`) };
  return { fact } as unknown as FactStore;
}

const all = { only: [], skip: [] };

describe("the engine", () => {
  test("a check that throws is unknown, and the others are judged", async () => {
    const checks = [
      check({ id: "bad" }, () => {
        throw new Error("oops");
      }),
      finding({ id: "good" }, { status: "pass" }),
    ];
    const results = await diagnose(checks, storeOf(), all);
    expect(results.map(({ status, summary }) => [status, summary])).toEqual([
      ["unknown", "title of bad: this check has a bug: oops"],
      ["pass", "good is so"],
    ]);
  });

  test("a fact that could not be learned makes a check unknown, says why, and the check is not asked", async () => {
    let asked = false;
    const one = check({ id: "a", facts: ["linger", "account"] }, () => {
      asked = true;
      return [];
    });
    const [result] = await diagnose([one], storeOf({ account: {} }), all);
    expect(result).toMatchObject({ status: "unknown", summary: "title of a: could not look: linger did not answer" });
    expect(asked).toBe(false);
  });

  test("a fact that it can do without is undefined to a check where it could not be learned", async () => {
    const seen: unknown[] = [];
    const one = check({ id: "a", facts: ["linger"], optionalFacts: ["journal", "account"] }, (facts) => {
      seen.push(facts);
      return { subject: "host", status: "pass", summary: "", evidence: [] };
    });
    const [result] = await diagnose([one], storeOf({ linger: 1, account: 2, login: 3 }), all);
    expect(result?.status).toBe("pass");
    expect(seen).toEqual([{ linger: 1, account: 2 }]);
  });

  test("a check sees the facts that it names, and no other", async () => {
    const one = check({ id: "a", facts: ["linger"] }, (facts) => {
      expect(Object.keys(facts)).toEqual(["linger"]);
      return { subject: "host", status: "pass", summary: "", evidence: [] };
    });
    expect(await diagnose([one], storeOf({ linger: {}, account: {} }), all)).toMatchObject([{ status: "pass" }]);
  });

  test("results come by layer, then by the registry", async () => {
    const checks = [...layers]
      .reverse()
      .flatMap((layer) => [1, 2].map((n) => finding({ id: `${layer}-${n}`, layer }, { status: "pass" })));
    const results = await diagnose(checks, storeOf(), all);
    expect(results.map(({ check: id }) => id)).toEqual(layers.flatMap((layer) => [`${layer}-1`, `${layer}-2`]));
  });

  test.each([
    [{ only: ["a"], skip: [] }, ["fail", "skipped", "skipped"]],
    [{ only: [], skip: ["a"] }, ["skipped", "fail", "fail"]],
    [{ only: ["a", "b"], skip: ["b"] }, ["fail", "skipped", "skipped"]],
    [{ only: [], skip: [] }, ["fail", "fail", "fail"]],
  ])("%j", async (selection, statuses) => {
    const checks = ["a", "b", "c"].map((id) => finding({ id }, {}));
    expect((await diagnose(checks, storeOf(), selection)).map(({ status }) => status)).toEqual(statuses as never);
  });

  test("a check that was skipped explains and hides nothing", async () => {
    const checks = [finding({ id: "a", layer: "platform" }, {}), finding({ id: "b", consequenceOf: ["a"] }, {})];
    const [, b] = await diagnose(checks, storeOf(), { only: [], skip: ["a"] });
    expect(b).toMatchObject({ status: "fail" });
    expect(b?.consequenceOf).toBeUndefined();
  });

  test("tells of each check once", async () => {
    const told: string[] = [];
    await diagnose(
      [finding({ id: "a" }, {}, {}), finding({ id: "b" })],
      storeOf(),
      { only: ["a"], skip: [] },
      ({ id }) => told.push(id),
    );
    expect(told.sort()).toEqual(["a", "b"]);
  });
});

describe("what hides", () => {
  const waiting = { id: "b", waitsFor: ["a"] };

  test("what is unknown after a failure that it waits for is blocked by it", async () => {
    const [, b] = await diagnose([finding({ id: "a" }, {}), finding(waiting, { status: "unknown" })], storeOf(), all);
    expect(b).toMatchObject({ status: "blocked", blockedBy: ["a"], summary: "title of b: cannot be judged before a" });
  });

  test.each(["pass", "warn", "advice", "unknown", "not-applicable"] as const)(
    "what hides is %s: the rest stays unknown",
    async (status) => {
      const [, b] = await diagnose(
        [finding({ id: "a" }, { status }), finding(waiting, { status: "unknown" })],
        storeOf(),
        all,
      );
      expect(b?.status).toBe("unknown");
    },
  );

  test.each(["pass", "warn", "fail", "advice"] as const)("what is %s was seen, and is not blocked", async (status) => {
    const [, b] = await diagnose([finding({ id: "a" }, {}), finding(waiting, { status })], storeOf(), all);
    expect(b?.status).toBe(status);
  });

  test.each(["fail", "warn", "advice", "unknown"] as const)(
    "without systemd nothing later is judged: %s is blocked, and accuses nobody",
    async (status) => {
      const checks = [
        finding({ id: "none", layer: "platform" }, { because: "no systemd" }),
        finding({ id: "b" }, { status, because: "b", fix: [{ as: "root", command: "x" }] }),
      ];
      const results = await diagnose(checks, storeOf(), all);
      expect(results[1]).toMatchObject({ status: "blocked", blockedBy: ["none"] });
      expect(results[1]?.because).toBeUndefined();
      expect(results[1]?.fix).toBeUndefined();
      expect(causesOf(results).map(({ check: id }) => id)).toEqual(["none"]);
    },
  );

  test("without systemd what hides a unit's text waits itself, and is not named for what it hides", async () => {
    const checks = [
      finding({ id: "none", layer: "platform" }, {}),
      finding({ id: "hider", layer: "discovery", hidesText: true }, {}),
      finding({ id: "b", layer: "service" }, { subject: "host", status: "not-applicable" }),
    ];
    expect((await diagnose(checks, storeOf(), all)).map(({ blockedBy }) => blockedBy)).toEqual([
      undefined,
      ["none"],
      ["none"],
    ]);
  });

  test("without systemd a pass stays a pass", async () => {
    const checks = [finding({ id: "none", layer: "platform" }, {}), finding({ id: "b" }, { status: "pass" })];
    expect((await diagnose(checks, storeOf(), all))[1]?.status).toBe("pass");
  });
});

describe("what hides a unit's text", () => {
  const hider = (found: Partial<Finding>) => finding({ id: "a", layer: "discovery", hidesText: true }, found);
  const later = (subject: string, status: Finding["status"], layer: AnyCheck["layer"] = "service") =>
    finding({ id: "b", layer }, { subject, status });
  const bStatus = async (...checks: readonly AnyCheck[]) =>
    (await diagnose(checks, storeOf(), all)).find(({ check: id }) => id === "b");

  test.each(["not-applicable", "unknown"] as const)("a later %s of that unit is blocked by it", async (status) => {
    for (const accused of ["fail", "warn"] as const)
      expect(
        await bStatus(hider({ subject: "web.service", status: accused }), later("web.service", status)),
      ).toMatchObject({ status: "blocked", blockedBy: ["a"] });
  });

  test("so is what found no unit at all, and every unit of a folder that hides", async () => {
    expect((await bStatus(hider({ subject: "web.service" }), later("host", "not-applicable")))?.status).toBe("blocked");
    expect((await bStatus(hider({}), later("web.service", "not-applicable")))?.status).toBe("blocked");
  });

  test("what passes was judged on a text that systemd does not take, where the text counts", async () => {
    const web = hider({ subject: "web.service" });
    expect((await bStatus(web, later("web.service", "pass", "spawn")))?.status).toBe("blocked");
    expect((await bStatus(web, later("web.service", "pass", "enablement")))?.status).toBe("pass");
    expect((await bStatus(web, later("host", "pass", "spawn")))?.status).toBe("pass");
    expect((await bStatus(web, later("podder", "pass", "bus")))?.status).toBe("pass");
  });

  test("another unit, an account, what was seen, and what is earlier stay as they are", async () => {
    const web = hider({ subject: "web.service" });
    expect((await bStatus(web, later("db.service", "not-applicable")))?.status).toBe("not-applicable");
    expect((await bStatus(web, later("podder", "not-applicable")))?.status).toBe("not-applicable");
    expect((await bStatus(web, later("db.service", "pass")))?.status).toBe("pass");
    expect((await bStatus(web, later("web.service", "fail")))?.status).toBe("fail");
    expect((await bStatus(web, later("host", "not-applicable", "linger")))?.status).toBe("not-applicable");
    expect(
      (await bStatus(hider({ subject: "web.service", status: "pass" }), later("web.service", "not-applicable")))
        ?.status,
    ).toBe("not-applicable");
  });
});

describe("what follows from what", () => {
  const below = { id: "b", consequenceOf: ["a"] };

  test.each([
    ["fail", "fail", ["a"]],
    ["warn", "warn", ["a"]],
    ["fail", "warn", ["a"]],
    ["warn", "fail", undefined],
    ["pass", "fail", undefined],
    ["unknown", "fail", undefined],
  ] as const)("a is %s and b is %s", async (a, b, causes) => {
    const results = await diagnose(
      [finding({ id: "a" }, { status: a }), finding(below, { status: b })],
      storeOf(),
      all,
    );
    expect(results[1]?.consequenceOf).toEqual(causes as never);
  });

  test.each([
    ["pod.service", "pod.service", ["a"]],
    ["web.service", "pod.service", undefined],
    ["podder", "pod.service", ["a"]],
    ["host", "pod.service", ["a"]],
    ["pod.service", "podder", ["a"]],
  ])("a failure of %s bears on %s", async (above, subject, causes) => {
    const checks = [finding({ id: "a" }, { subject: above }), finding(below, { subject })];
    expect((await diagnose(checks, storeOf(), all))[1]?.consequenceOf).toEqual(causes as never);
  });

  test("each of several units is judged by its own failures", async () => {
    const checks = [
      finding({ id: "a" }, { subject: "one.service" }, { subject: "two.service", status: "pass" }),
      finding(below, { subject: "one.service" }, { subject: "two.service" }),
    ];
    const results = await diagnose(checks, storeOf(), all);
    expect(results.slice(2).map(({ consequenceOf }) => consequenceOf)).toEqual([["a"], undefined]);
    expect(causesOf(results).map((cause) => `${cause.check} ${cause.subject}`)).toEqual([
      "a one.service",
      "b two.service",
    ]);
  });

  test("a root that only warns is a cause where nothing fails, and none where something does", async () => {
    const warns = finding({ id: "a" }, { status: "warn" });
    expect(causesOf(await diagnose([warns], storeOf(), all))).toHaveLength(1);
    const results = await diagnose([warns, finding({ id: "b" }, {})], storeOf(), all);
    expect(causesOf(results).map(({ check: id }) => id)).toEqual(["b"]);
  });
});

test.each([
  ["pod.service", true],
  ["web.container", true],
  ["a@b.timer", true],
  ["podder", false],
  ["host", false],
  ["john.doe", false],
])("%s is a unit: %p", (subject, unit) => {
  expect(isUnit(subject)).toBe(unit);
});
