import { expect, test } from "bun:test";
import { choose, WrongChoice } from "./choice.ts";
import { labCases } from "./faults/index.ts";
import { pairsOf, plantOf } from "./pairs.ts";
import { bootsInContainer } from "./releases.ts";

const nothing = { names: [], releases: [], kind: undefined, all: false, pairs: false };

test("without words every case that is not slow is tried on the newest release where it is real, systemd's on both", () => {
  const { trials, pairs } = choose(nothing);
  const tried = (name: string) => trials.filter(({ labCase }) => labCase.name === name).map(({ release }) => release);
  const untried = labCases.filter((one) => !one.slow && !one.wholeKernel && tried(one.name).length === 0);
  expect(untried.filter(({ releases = ["trixie"] }) => releases.some((one) => one !== "bullseye"))).toEqual([]);
  expect(tried("linger-off")).toEqual(["bookworm", "trixie"]);
  expect(tried("image-never-pulled")).toEqual(["trixie"]);
  expect(tried("quadlet-on-old-podman")).toEqual(["bookworm"]);
  expect(tried("default-target-masked")).toEqual([]);
  expect(new Set(trials.map(({ release }) => release))).toEqual(new Set(["bookworm", "trixie"] as const));
  expect(trials.some(({ labCase, release }) => labCase.name === "quadlet-pod" && release === "bookworm")).toBe(false);
  expect(pairs).toEqual([]);
});

test("a word that names nothing is refused, and the nearest named", () => {
  expect(() => choose({ ...nothing, names: ["linger-of"] })).toThrow("did you mean linger-off?");
  expect(() => choose({ ...nothing, releases: ["trixi"] })).toThrow("did you mean trixie?");
  expect(() => choose({ ...nothing, names: ["seed"], all: true })).toThrow(WrongChoice);
  expect(() => choose({ ...nothing, pairs: true, kind: "vm" })).toThrow(WrongChoice);
});

test("a case that is asked for where it is not real is skipped, with the reason", () => {
  const { trials, skipped } = choose({ ...nothing, names: ["quadlet-pod"], releases: ["bookworm"] });
  expect(trials).toEqual([]);
  expect(skipped).toEqual([
    { name: "quadlet-pod", release: "bookworm", kind: "container", why: "bookworm has no quadlet" },
  ]);
});

test("what a container cannot show of bookworm is tried on a whole kernel", () => {
  const tried = (kind: string) =>
    choose({ ...nothing, names: ["oneshot-without-execstop"], releases: ["bookworm"], kind }).trials.length;
  expect(tried("container")).toBe(0);
  expect(tried("vm")).toBe(1);
});

test("repairs beyond single faults are tried with all the cases, or where they are named", () => {
  expect(choose(nothing).repairs.length).toBeGreaterThan(5);
  const { trials, repairs } = choose({ ...nothing, names: ["install-unit"], releases: ["trixie"] });
  expect([trials.length, repairs.map(({ name }) => name)]).toEqual([0, ["install-unit"]]);
  expect(choose({ ...nothing, kind: "vm" }).repairs).toEqual([]);
  expect(choose({ ...nothing, pairs: true }).repairs).toEqual([]);
});

test("a release is tried on the kinds of host on which it boots", () => {
  const { trials } = choose({ ...nothing, names: ["linger-off"], releases: ["sid", "trixie"] });
  const kinds = trials.map(({ release, kind }) => `${release} ${kind}`);
  expect(kinds).toEqual([`sid ${bootsInContainer("sid") ? "container" : "vm"}`, "trixie container"]);
});

test("pairs: each once, and none of two faults that one check names", () => {
  const pairs = pairsOf("trixie");
  const names = pairs.map(({ first, second }) => [first.name, second.name].sort().join());
  expect(new Set(names).size).toBe(pairs.length);
  expect(names).not.toContain("misspelt-execstart,two-execstart-lines");
  expect(pairs.every(({ first, second }) => first.first !== second.first)).toBe(true);
});

test("pairs: what edits a file is planted before what moves it, whichever masks", () => {
  const pair = pairsOf("trixie").find(
    ({ first, second }) => first.name === "systmd-typo" && second.name === "user-other",
  );
  if (pair === undefined) throw new Error("no such pair");
  const text = plantOf(pair);
  expect(text.indexOf("User=other")).toBeLessThan(text.indexOf("systmd"));
});

test("pairs: of the named faults only, and all of a single one", () => {
  const namesOf = (...names: readonly string[]) =>
    choose({ ...nothing, pairs: true, names }).pairs.map(({ first, second }) => [first.name, second.name]);
  expect(namesOf("linger-off", "not-enabled")).toEqual([["linger-off", "not-enabled"]]);
  expect(namesOf("linger-off").length).toBeGreaterThan(10);
  expect(namesOf("linger-off").every((pair) => pair.includes("linger-off"))).toBe(true);
});

test("a release that is named is tried with all of its cases", () => {
  const { trials } = choose({ ...nothing, releases: ["bookworm"] });
  const names = trials.map(({ labCase }) => labCase.name);
  expect(names).toContain("image-never-pulled");
  expect(names).toContain("default-target-masked");
});

test("what would change the machine itself is tried in no container", () => {
  const names = ["user-namespaces-allowed-again", "user-namespaces-forbidden", "userns-clone-off"];
  const kinds = (wanted: object) =>
    choose({ ...nothing, ...wanted })
      .trials.filter(({ labCase }) => names.includes(labCase.name))
      .map(({ kind }) => kind);
  expect(kinds({ names })).toEqual([]);
  expect(kinds({ releases: ["trixie"] })).toEqual([]);
  expect([...new Set(kinds({ all: true }))]).toEqual(["vm"]);
});
