import { describe, expect, test } from "bun:test";
import { alteredHost, type Changes, timedOut } from "../testing/altered-host.ts";
import { diagnoseHost, loadHost, type RecordedView } from "../testing/fixture.ts";

const folder = "/home/podder/.config/systemd/user";
const wants = `${folder}/default.target.wants`;

async function verdictOn(host: string, changes: Changes = {}, view: RecordedView = "root") {
  return (await diagnoseHost(alteredHost(host, changes, view))).verdict;
}

/** A second pod unit beside pod.service, enabled, in the state that the manager shows of it. */
function second(name: string, shown: Record<string, string>, more: Changes["shown"] = {}): Changes {
  return {
    lists: { [folder]: [name], [wants]: [{ name, kind: "symlink" }] },
    files: {
      [`${folder}/${name}`]:
        "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/bin/podman pod start db\n[Install]\nWantedBy=default.target\n",
    },
    stats: { [`${wants}/${name}`]: { kind: "symlink", target: `../${name}` } },
    shown: { [name]: shown, ...more },
  };
}

const up = { ActiveState: "active", SubState: "exited", InactiveExitTimestampMonotonic: "5" };
const failed = { ActiveState: "failed", Result: "exit-code", InactiveExitTimestampMonotonic: "5" };
const down = { ActiveState: "inactive", InactiveExitTimestampMonotonic: "0" };

const chainOf = ({ chain }: Awaited<ReturnType<typeof verdictOn>>) =>
  chain.map(({ step, status }) => `${step} ${status}`);

describe("the verdict", () => {
  test("of a healthy host: all steps are done, nothing is accused", async () => {
    const verdict = await verdictOn("trixie/seed");
    expect(verdict).toMatchObject({
      lastBoot: "started",
      nextBoot: "will-start",
      causes: [],
      sentence: "pod.service will start at the next boot.",
    });
    expect(verdict.chain.map(({ status }) => status)).toEqual(Array(9).fill("ok"));
    expect(verdict.chain.map(({ step }) => step)).toEqual([
      "boot",
      "linger",
      "manager",
      "bus",
      "unit",
      "enabled",
      "started",
      "stays",
      "containers",
    ]);
  });

  test("without lingering: what comes after waits, what stands on disk is said", async () => {
    expect(chainOf(await verdictOn("trixie/linger-off"))).toEqual([
      "boot ok",
      "linger broken",
      "manager waiting",
      "bus waiting",
      "unit ok",
      "enabled ok",
      "started waiting",
      "stays waiting",
      "containers waiting",
    ]);
  });

  test("a login that started what the boot did not says nothing of the boot", async () => {
    expect(await verdictOn("trixie/linger-off-after-a-login")).toMatchObject({
      lastBoot: "not-attempted",
      nextBoot: "will-not-start",
    });
  });

  test("what the next boot sets right speaks of now, not of that boot", async () => {
    const verdict = await verdictOn("trixie/edited-without-reload");
    expect(verdict).toMatchObject({ lastBoot: "started", nextBoot: "will-start" });
    expect(verdict.sentence).toContain("the next boot sets that right");
  });

  test("a warning alone puts a boot at risk", async () => {
    const verdict = await verdictOn("trixie/no-user-bus-plain-container");
    expect(verdict).toMatchObject({ nextBoot: "at-risk", causes: [{ check: "user-dbus-missing", subject: "podder" }] });
  });

  test.each([
    ["all up", second("db.service", up), "started", "will-start"],
    ["one failed, and nothing known explains it", second("db.service", failed), "partly", "unknown"],
    ["one failed, one was never tried", second("db.service", failed, { "pod.service": down }), "failed", "unknown"],
    ["neither was ever tried", second("db.service", down, { "pod.service": down }), "not-attempted", undefined],
  ] as const)("of two units: %s", async (_, changes, lastBoot, nextBoot) => {
    const verdict = await verdictOn("trixie/seed", changes);
    expect(verdict.lastBoot).toBe(lastBoot);
    if (nextBoot) expect(verdict.nextBoot).toBe(nextBoot);
  });

  test("a unit that failed for a reason that is not known is said so, and is not promised", async () => {
    const verdict = await verdictOn("trixie/seed", { shown: { "pod.service": failed } });
    expect(verdict).toMatchObject({ lastBoot: "failed", nextBoot: "unknown", causes: [] });
    expect(verdict.sentence).toBe("pod.service failed, and none of the causes that poddoctor knows explains it.");
    expect(chainOf(verdict).slice(-3)).toEqual(["started ok", "stays broken", "containers broken"]);
  });

  test("a host without a pod unit is promised nothing", async () => {
    const gone = { gone: [`${folder}/pod.service`, wants] };
    expect(await verdictOn("trixie/seed", gone)).toMatchObject({ lastBoot: "unknown", nextBoot: "unknown" });
  });

  test("what could not be looked at makes the forecast unknown, not good", async () => {
    const verdict = await verdictOn("trixie/seed", { stats: { "/run/user/1001": timedOut("/run/user/1001") } });
    expect(verdict).toMatchObject({
      nextBoot: "unknown",
      causes: [],
      sentence: "Nothing wrong was found, but not everything could be looked at.",
    });
  });

  test("checks that were not asked for make the forecast unknown", async () => {
    const { verdict } = await diagnoseHost(loadHost("trixie/seed"), { selection: { only: ["linger-not-enabled"] } });
    expect(verdict).toMatchObject({
      nextBoot: "unknown",
      sentence: "Nothing wrong was found by the checks that were asked for.",
    });
  });

  test("an account that does not exist is unknown, and not healthy", async () => {
    const { results, verdict } = await diagnoseHost(loadHost("trixie/seed"), { user: "nobody-there" });
    expect(verdict.nextBoot).toBe("unknown");
    expect(results.filter(({ status }) => status === "fail" || status === "warn")).toEqual([]);
  });

  test("without systemd the first step is broken", async () => {
    const verdict = await verdictOn("trixie/application-container");
    expect(chainOf(verdict)[0]).toBe("boot broken");
    expect(verdict.causes).toEqual([{ check: "no-systemd-pid1", subject: "host" }]);
  });

  test("every sentence is one line that ends in a stop", async () => {
    for (const host of ["trixie/seed", "trixie/linger-off", "trixie/unit-masked", "bookworm/misspelt-execstart"]) {
      const { sentence } = await verdictOn(host);
      expect(sentence).toMatch(/^[^\n]+[^.]\.$/);
    }
  });
});
