import type { LastBoot } from "../../src/diagnosis/last-boot.ts";
import type { Release } from "./releases.ts";
import type { VariantName } from "./variants.ts";

/** From where a diagnosis is made: some things only root may see. */
export type View = "root" | "user";

interface Case {
  /** Its name; also the name of its fixture. */
  readonly name: string;
  /** The healthy host on which it acts. */
  readonly on: VariantName;
  /** Where it is real; every release of the run unless told. */
  readonly releases?: readonly Release[];
  /** Where it is real only on a whole kernel: in a container on a hybrid machine podman 4.3 leaves its unit's cgroup. */
  readonly wholeKernel?: readonly Release[];
  /** Shell text, run by root in the tree of the host while it is down: `$home` and `$units` are podder's. */
  readonly plant?: string;
  /** Shell text, run by root on the booted host, for what exists only there. */
  readonly plantRunning?: string;
  /** What the verdict must say of this boot, whatever was done since; not looked at unless told. */
  readonly lastBoot?: LastBoot;
  /** A start of its boot never ends: it is recorded while that is under way. */
  readonly unfinished?: true;
  /** Its boots take minutes: only --all, --release and its name try it. */
  readonly slow?: true;
  /** Why it is here, where the name does not say it. */
  readonly note?: string;
}

/** Something that keeps the pod from running, or may. */
export interface Fault extends Case {
  readonly kind: "fault";
  /** The check that must come first; by view where root sees more. Null where no check knows it: then none may be named. */
  readonly first: string | Readonly<Record<View, string>> | null;
  /** Further root causes that are true as well. */
  readonly also?: readonly string[];
  /** Whether the pod really is down after a boot with it; a fault that only may stop it leaves it up. */
  readonly pod: "down" | "up";
  /**
   * What the verdict must say of the next boot, and what that boot must do: `will-not-start` unless told. `unknown` where
   * what failed is named by no check.
   */
  readonly nextBoot?: "will-start" | "will-not-start" | "at-risk" | "unknown";
  /** Whether `fix --yes` as root must mend it; words: with these arguments besides (a mask is taken off when asked). */
  readonly mends?: true | readonly string[];
}

/** A host that looks odd and is healthy: nothing may be accused. */
export interface OddButHealthy extends Case {
  readonly kind: "healthy";
  /** The checks for which this is the healthy look-alike. */
  readonly looksLike: readonly string[];
}

export type LabCase = Fault | OddButHealthy;

export function defineFault(fault: Omit<Fault, "kind">): Fault {
  return { kind: "fault", ...fault };
}

export function defineHealthy(healthy: Omit<OddButHealthy, "kind">): OddButHealthy {
  return { kind: "healthy", ...healthy };
}

/** The check that must come first in a view. */
export function firstOf({ first }: Fault, view: View): string | undefined {
  return typeof first === "string" ? first : first?.[view];
}

/** The checks that are first in any view. */
export function firstsOf({ first }: Fault): readonly string[] {
  return typeof first === "string" ? [first] : Object.values(first ?? {});
}
