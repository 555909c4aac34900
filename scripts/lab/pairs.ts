import { checks } from "../../checks/index.ts";
import type { DiagnosisDocument } from "../../src/diagnosis/document.ts";
import { layers } from "../../src/diagnosis/order.ts";
import { type Fault, firstOf, type LabCase } from "./fault.ts";
import { labCases } from "./faults/index.ts";
import type { Release } from "./releases.ts";

/** Two faults on one host. */
export interface Pair {
  /** The one that masks. */
  readonly first: Fault;
  readonly second: Fault;
  readonly release: Release;
}

/**
 * When a fault is planted beside another, and what it takes for itself: `takes` two faults cannot both have, and what is
 * `needs` must not have been taken by the other. Content is written before a file is moved, whichever fault masks.
 */
interface Place {
  readonly stage: "content" | "links" | "owner" | "move" | "folder" | "host";
  readonly takes: readonly Thing[];
  readonly needs?: readonly Thing[];
}

type Thing =
  | "the file's place"
  | "the file's content"
  | "ExecStart"
  | "Type"
  | "the section header"
  | "WantedBy"
  | "the link"
  | "the bus"
  | "the folder"
  | "the owner";

/** Twenty faults over the layers of a boot, all of the seed's unit. */
const PLACES: Readonly<Record<string, Place>> = {
  "linger-off": { stage: "host", takes: [] },
  "user-manager-masked-for-one": { stage: "host", takes: [] },
  "runtime-dir-fails": { stage: "host", takes: [] },
  "unit-dir-root-only": { stage: "owner", takes: ["the folder"] },
  "unit-root-only": { stage: "owner", takes: ["the owner"], needs: ["the folder"] },
  "systmd-typo": { stage: "folder", takes: ["the folder"] },
  "suffix-servce": { stage: "move", takes: ["the file's place"] },
  // In a folder that is not read it masks nothing; a masked name that nothing enables is nobody's unit.
  "unit-masked": {
    stage: "move",
    takes: ["the file's place", "the file's content", "the owner"],
    needs: ["the folder", "the link"],
  },
  "unit-links-nowhere": { stage: "move", takes: ["the file's place", "the file's content", "the owner"] },
  "broken-section-header": { stage: "content", takes: ["the section header"], needs: ["the file's content"] },
  "misspelt-execstart": { stage: "content", takes: ["ExecStart"], needs: ["the file's content"] },
  "execstart-tilde": { stage: "content", takes: ["ExecStart"], needs: ["the file's content"] },
  "podman-elsewhere": { stage: "content", takes: ["ExecStart"], needs: ["the file's content"] },
  "user-other": { stage: "content", takes: [], needs: ["the file's content"] },
  "simple-pod-start": { stage: "content", takes: ["Type"], needs: ["the file's content"] },
  "oneshot-pod-start": { stage: "content", takes: ["Type"], needs: ["the file's content"] },
  "not-enabled": { stage: "links", takes: ["the link"] },
  "wantedby-multi-user": { stage: "links", takes: ["the link", "WantedBy"], needs: ["the file's content"] },
  "user-bus-masked": { stage: "links", takes: ["the bus"], needs: ["the folder"] },
  "no-user-bus": { stage: "host", takes: ["the bus"] },
};

const STAGES: readonly Place["stage"][] = ["content", "links", "owner", "move", "folder", "host"];

/** Every pair of the twenty that can exist together on a release. */
export function pairsOf(release: Release, cases: readonly LabCase[] = labCases): readonly Pair[] {
  const faults = cases.filter((one): one is Fault => {
    const real = one.releases?.includes(release) ?? true;
    return one.kind === "fault" && real && PLACES[one.name] !== undefined;
  });
  return faults.flatMap((one, at) =>
    faults
      .slice(at + 1)
      .filter((other) => exclusion(one, other) === undefined)
      .map((other) => (rank(one) <= rank(other) ? pair(one, other, release) : pair(other, one, release))),
  );
}

/** How many pairs the twenty make, with those that cannot exist together. */
export function pairsImagined(): number {
  const count = Object.keys(PLACES).length;
  return (count * (count - 1)) / 2;
}

/** The shell text of both, in the order in which both still find what they change. */
export function plantOf({ first, second }: Pair): string {
  const order = [first, second].sort((a, b) => STAGES.indexOf(placeOf(a).stage) - STAGES.indexOf(placeOf(b).stage));
  return order.map(({ plant }) => plant ?? "").join("\n");
}

/** What does not hold in the diagnosis that root makes of a host with both faults. The first must be the first cause; the
 * second must be named as well, or be said to be hidden (`blocked`). */
export function judgePair({ first, second }: Pair, { verdict, results }: DiagnosisDocument): readonly string[] {
  const problems: string[] = [];
  const causes = verdict.causes.map(({ check }) => check);
  const ids = [firstOf(first, "root"), firstOf(second, "root")] as const;
  if (causes[0] !== ids[0]) problems.push(`names ${causes[0] ?? "nothing"} first, not ${ids[0]}`);
  const own = results.filter(({ check }) => check === ids[1]).map(({ status }) => status);
  // A cause of its own, a consequence, or said to be hidden: what the reader is told nothing of has been missed.
  if (!own.some((status) => status === "fail" || status === "warn" || status === "blocked"))
    problems.push(
      `${ids[1]} is ${[...new Set(own)].join(", ") || "not judged"}, neither named nor blocked by ${ids[0]}`,
    );
  const more = causes.filter((check) => !ids.includes(check) && !alsoTrue(first, second).includes(check));
  if (more.length > 0) problems.push(`accuses ${[...new Set(more)].join(", ")} as well`);
  if (verdict.nextBoot !== "will-not-start") problems.push(`nextBoot is ${verdict.nextBoot}`);
  return problems;
}

function alsoTrue(first: Fault, second: Fault): readonly string[] {
  return [...(first.also ?? []), ...(second.also ?? [])];
}

function pair(first: Fault, second: Fault, release: Release): Pair {
  return { first, second, release };
}

/** The thing on account of which two faults cannot exist together. */
function exclusion(one: Fault, other: Fault): string | undefined {
  const [a, b] = [placeOf(one), placeOf(other)];
  const sameCheck = firstOf(one, "root") === firstOf(other, "root");
  if (sameCheck) return "one check names both";
  return (
    a.takes.find((thing) => b.takes.includes(thing) || b.needs?.includes(thing)) ??
    b.takes.find((thing) => a.needs?.includes(thing))
  );
}

function placeOf({ name }: Fault): Place {
  const place = PLACES[name];
  if (place === undefined) throw new Error(`${name} is in no pair`);
  return place;
}

/** The place of a fault's cause in the order of what masks what: by layer, then by the registry. */
function rank(fault: Fault): number {
  const id = firstOf(fault, "root");
  const at = checks.findIndex((check) => check.id === id);
  const layer = checks[at]?.layer;
  if (layer === undefined) throw new Error(`${fault.name} is for ${id}, which is no check`);
  return layers.indexOf(layer) * checks.length + at;
}
