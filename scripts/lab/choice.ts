import { checks } from "../../checks/index.ts";
import { suggestion } from "../../src/cli/usage-error.ts";
import type { Group } from "../../src/diagnosis/check.ts";
import { firstOf, type LabCase } from "./fault.ts";
import { labCases } from "./faults/index.ts";
import type { HostKind } from "./host-under-test.ts";
import { type Pair, pairsOf } from "./pairs.ts";
import { bootsInContainer, isRelease, RELEASES, type Release } from "./releases.ts";
import { type RepairTrial, repairTrials } from "./repair-trials.ts";
import { reportTrials } from "./report-trials.ts";
import type { Trial } from "./trial.ts";
import { isHealthyInContainer, variantOf, variantsOf } from "./variants.ts";

/** The command line cannot be understood; exit status 2. */
export class WrongChoice extends Error {
  override readonly name = "WrongChoice";
}

/** What the command line asks for. */
export interface Wanted {
  readonly names: readonly string[];
  readonly releases: readonly string[];
  readonly kind: string | undefined;
  readonly all: boolean;
  readonly pairs: boolean;
}

/** What is not tried, and why. */
export interface Skipped {
  readonly name: string;
  readonly release: Release;
  readonly kind: HostKind;
  readonly why: string;
}

export interface Choice {
  readonly trials: readonly Trial[];
  /** Ways through fix, undo and report beyond single faults, in containers. */
  readonly repairs: readonly RepairTrial[];
  /** Two faults at a time: both of them named where there are names, or every pair of a single name. */
  readonly pairs: readonly Pair[];
  readonly skipped: readonly Skipped[];
}

/** What is promised to people: a release that is out, and the one before it. */
export const USUAL_RELEASES: readonly Release[] = ["bookworm", "trixie"];

/**
 * The groups of checks whose cases the usual run tries on every usual release: a boot, a user manager and a unit are
 * systemd's, which changes. The others' are tried on the newest release where they are real; `--all` and `--release` try
 * all. Measured by the usual run's time on two cores, which is to stay far below 25 minutes.
 */
const SPINE: readonly Group[] = ["platform", "session", "linger", "user-manager", "bus", "unit-file", "enablement"];

/** What a release that boots on a whole kernel alone is tried with besides: a healthy host of either kind, and the commonest faults. */
const FIRST_CASES = ["seed", "quadlet-pod", "linger-off", "not-enabled"];

/** The cases whose outcome hangs on cgroups, so that a whole kernel has the last word, and those that no container may try. */
const WHOLE_KERNEL_CASES = [
  "forking-without-remainafterexit",
  "oneshot-without-execstop",
  "simple-pod-start",
  "simple-with-remainafterexit",
  "simple-in-foreground",
  "user-namespaces-allowed-again",
  "user-namespaces-forbidden",
  "userns-clone-off",
];

/** What is tried beside single faults. */
const ways = [...repairTrials, ...reportTrials];

/** Turns what is asked for into what is done. Throws WrongChoice, naming the nearest right word. */
export function choose(wanted: Wanted): Choice {
  const isRepair = (name: string): boolean => ways.some((trial) => trial.name === name);
  const named = wanted.names.filter((name) => !isRepair(name)).map(caseOf);
  const releases = wanted.releases.length > 0 ? wanted.releases.map(releaseOf) : undefined;
  const kind = wanted.kind === undefined ? undefined : kindOf(wanted.kind);
  if (wanted.all && wanted.names.length > 0) throw new WrongChoice("--all and the names of cases exclude each other");
  if (wanted.pairs && kind === "vm") throw new WrongChoice("pairs are tried in containers only");
  const trials: Trial[] = [];
  const skipped: Skipped[] = [];
  // A report and its replay take about as long as two diagnoses: the usual run makes them of the first case of each group.
  const usual = !wanted.all && wanted.names.length === 0 && releases === undefined;
  const reported = new Set<string>();
  const isReported = (labCase: LabCase, release: Release): boolean => {
    const group = `${release} ${groupOf(labCase)}`;
    if (usual && reported.has(group)) return false;
    reported.add(group);
    return true;
  };
  const add = (cases: readonly LabCase[], onReleases: readonly Release[], onKind: HostKind, sayUnreal: boolean) => {
    for (const release of onReleases)
      for (const labCase of cases) {
        const why = whyNot(labCase, release, onKind);
        if (why === undefined) trials.push({ labCase, release, kind: onKind, reports: isReported(labCase, release) });
        else if (sayUnreal || why.isMachine) skipped.push({ name: labCase.name, release, kind: onKind, why: why.text });
      }
  };
  const wholeKernel = labCases.filter(({ name }) => WHOLE_KERNEL_CASES.includes(name));
  const firstCases = labCases.filter(({ name }) => FIRST_CASES.includes(name));
  const addWholeKernel = (onReleases: readonly Release[]) => {
    for (const release of onReleases)
      add(bootsInContainer(release) ? wholeKernel : [...firstCases, ...wholeKernel], [release], "vm", false);
  };
  const newestFirst = [...RELEASES].reverse();
  const kernelOnly = newestFirst.filter((release) => !bootsInContainer(release));
  if (wanted.all) {
    const inContainers = newestFirst.filter((release) => !kernelOnly.includes(release));
    if (kind !== "vm") add(labCases, releases ?? inContainers, "container", false);
    if (kind !== "container") addWholeKernel(releases ?? [...kernelOnly, ...USUAL_RELEASES]);
  } else if (!wanted.pairs) {
    for (const release of releases ?? USUAL_RELEASES) {
      const onKind = kind ?? (bootsInContainer(release) ? "container" : "vm");
      if (wanted.names.length > 0) add(named, [release], onKind, true);
      else if (onKind === "vm") addWholeKernel([release]);
      else add(releases ? labCases : usualCases(release), [release], onKind, false);
    }
  }
  const pairsOn =
    wanted.pairs || (wanted.all && kind !== "vm") ? (releases ?? (["trixie"] as const)).filter(bootsInContainer) : [];
  const isNamed = ({ name }: LabCase) => wanted.names.length === 0 || wanted.names.includes(name);
  const pairs = pairsOn
    .flatMap((release) => pairsOf(release))
    .filter(({ first, second }) =>
      wanted.names.length === 1 ? isNamed(first) || isNamed(second) : isNamed(first) && isNamed(second),
    );
  const repairs = ways.filter(
    ({ name, release }) =>
      kind !== "vm" &&
      (wanted.all || !wanted.pairs) &&
      (wanted.names.length === 0 || wanted.names.includes(name)) &&
      (releases ?? USUAL_RELEASES).includes(release),
  );
  return { trials, repairs, pairs, skipped };
}

function usualCases(release: Release): readonly LabCase[] {
  return labCases.filter((labCase) => {
    const real = USUAL_RELEASES.filter((one) => whyNot(labCase, one, "container") === undefined);
    return !labCase.slow && (release === real.at(-1) || SPINE.includes(groupOf(labCase)));
  });
}

/** The group of the check that a case is about. */
function groupOf(labCase: LabCase): Group {
  const id = labCase.kind === "fault" ? firstOf(labCase, "root") : labCase.looksLike[0];
  const group = checks.find((check) => check.id === id)?.group;
  // A healthy host that looks like nothing is everybody's.
  return group ?? "platform";
}

function whyNot(labCase: LabCase, release: Release, kind: HostKind): { text: string; isMachine: boolean } | undefined {
  const real = labCase.releases ?? RELEASES;
  const possible = variantsOf(release).some(({ name }) => name === labCase.on);
  if (!possible) return { text: `${release} has no ${labCase.on}`, isMachine: false };
  if (!real.includes(release) && !(kind === "vm" && labCase.wholeKernel?.includes(release)))
    return { text: `not real on ${release}${kind === "vm" ? "" : " in a container"}`, isMachine: false };
  if (kind === "container" && !bootsInContainer(release))
    return {
      text: `${release} boots on a whole kernel only (--kind vm): its systemd knows no hybrid cgroups`,
      isMachine: true,
    };
  if (kind === "container" && !isHealthyInContainer(release, variantOf(release, labCase.on)))
    return { text: "not healthy in a container of a machine with hybrid cgroups", isMachine: true };
  return undefined;
}

function caseOf(name: string): LabCase {
  const found = labCases.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = [...labCases, ...ways].map((one) => one.name);
  throw new WrongChoice(`there is no case ${JSON.stringify(name)}${suggestion(name, names)}`);
}

function releaseOf(name: string): Release {
  if (isRelease(name)) return name;
  throw new WrongChoice(`there is no release ${JSON.stringify(name)}${suggestion(name, RELEASES)}`);
}

function kindOf(name: string): HostKind {
  if (name === "container" || name === "vm") return name;
  throw new WrongChoice(`--kind is container or vm, not ${JSON.stringify(name)}`);
}
