import type { FactName, FactValues } from "../facts/index.ts";
import type { Repair } from "../repair/repair.ts";
import type { ChainStep, Layer } from "./order.ts";

export const statuses = ["pass", "advice", "warn", "fail", "blocked", "not-applicable", "unknown", "skipped"] as const;
export type Status = (typeof statuses)[number];

export const groups = [
  "platform",
  "session",
  "linger",
  "user-manager",
  "bus",
  "unit-file",
  "quadlet",
  "service",
  "enablement",
  "ids",
  "podman",
  "storage",
  "home",
  "objects",
  "network",
] as const;
export type Group = (typeof groups)[number];

/** What the reader can run or open to see it for themself. */
export interface Evidence {
  /** The exact command, or the path of the file (with `:LINE` where one line decides). */
  readonly source: string;
  readonly exit?: number;
  /** The lines that decide, as they were read. */
  readonly lines: readonly string[];
}

/** What a check found for one subject. */
export interface Finding {
  /** `host`, the account's name, or a unit's. */
  readonly subject: string;
  readonly status: "pass" | "advice" | "warn" | "fail" | "not-applicable" | "unknown";
  /** One line: what is so, in the words of systemd and podman. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  /**
   * For `fail` and `warn`: the half sentence that follows "pod.service will not start at the next boot: ". What is
   * wrong and what follows from it, as a person would say it.
   */
  readonly because?: string;
  /** True where the next boot sets it right by itself: it says nothing against that boot. */
  readonly onlyNow?: true;
  /** The commands that mend it by hand, quoted, the first one first; shown in the failing line. */
  readonly fix?: readonly Mend[];
  /** What `poddoctor fix` does about it; absent where that takes somebody's judgement. */
  readonly repair?: Repair;
}

/** One step of mending by hand. */
export interface Mend {
  /** Who may do it. */
  readonly as: "user" | "root";
  /** A command that can be pasted, or what to edit where no command can do it. */
  readonly command?: string;
  readonly edit?: string;
}

/** What `poddoctor explain` says of a check, whole. */
export interface Explanation {
  /** What this cause is. */
  readonly what: string;
  /** Why it keeps a pod from starting, and on which versions. */
  readonly why: string;
  /** Commands with which to see it oneself. */
  readonly see: readonly string[];
  /** How to mend it by hand. */
  readonly mend: string;
  /** The healthy host that looks like it. */
  readonly healthy: string;
  /** Where this is known from: man pages, releases it was booted on, issue numbers. */
  readonly sources: readonly string[];
}

/** Who can mend it: the user alone, root, or nobody without a decision. */
export type RepairTier = "user" | "root" | "manual";

/** One possible cause, as a plain record. Its judgement is a pure function of facts. */
export interface Check<F extends FactName = FactName, O extends FactName = FactName> {
  /** The cause's name in the failure catalogue; never reused. */
  readonly id: string;
  readonly group: Group;
  /** What is so when all is well: "Lingering is enabled". */
  readonly title: string;
  /** Where the cause stands in the order of what masks what. */
  readonly layer: Layer;
  /** The step of the boot chain that this cause breaks; none where it says nothing about a boot. */
  readonly step?: ChainStep;
  readonly repair: RepairTier;
  /** The facts that `judge` reads; where one is unknown, so is the result. */
  readonly facts: readonly F[];
  /** Facts that `judge` can do without; one that is unknown is undefined to it. */
  readonly optionalFacts?: readonly O[];
  /** Whoever it accuses has no text that later checks could judge: they are `blocked` by it. */
  readonly hidesText?: true;
  /** Checks after whose failure this one may have nothing to look at: what is unknown then is `blocked` by them. */
  readonly waitsFor?: readonly string[];
  /** Checks whose failure explains a failure of this one. */
  readonly consequenceOf?: readonly string[];
  judge(facts: Readonly<Pick<FactValues, F> & Partial<Pick<FactValues, O>>>): Finding | readonly Finding[];
  readonly explanation: Explanation;
}

/** A check whose facts the registry does not know by type. */
export type AnyCheck = Omit<Check, "judge"> & { judge(facts: Readonly<FactValues>): Finding | readonly Finding[] };

/** Gives `judge` the types of the facts that the record names. */
export function defineCheck<const F extends FactName, const O extends FactName = never>(check: Check<F, O>): AnyCheck {
  return check;
}

/** The finding of a check that has nothing to judge on this host. */
export function notApplicable(subject: string, summary: string): Finding {
  return { subject, status: "not-applicable", summary, evidence: [] };
}
