import { learnJournalTimes } from "./boot-times-journal.ts";
import { type ContainerTimes, learnLiveTimes } from "./boot-times-live.ts";
import { aboutAccount, type Known, type Learning } from "./fact.ts";

/** When one unit did what in one boot, in microseconds after the boot's zero. */
export interface UnitTimes {
  readonly name: string;
  readonly manager: "system" | "user";
  /** loaded, masked, not-found, bad-setting, error; empty where only the journal speaks. */
  readonly loadState: string;
  /** active, activating, inactive, failed: now, or as the journal of that boot ends. */
  readonly state: string;
  /** success, exit-code, timeout …; empty where it is not known. */
  readonly result: string;
  /** Exit status of the main process. */
  readonly mainStatus: number;
  readonly restarts: number;
  /** It began to start. */
  readonly startedUs?: number;
  /** Its start was done. */
  readonly activeUs?: number;
  /** It failed, or ended. */
  readonly endedUs?: number;
  /** Its Condition…= was not met. */
  readonly conditionFailed: boolean;
  /** Which one, where the journal names it: `ConditionPathExists=/srv/x`. */
  readonly condition?: string;
  /** Whom it starts after, as systemd computed it; empty where only the journal speaks. */
  readonly after: readonly string[];
  /** Without whom it does not start, as systemd computed it. */
  readonly requires?: readonly string[];
  /** What it requires failed, so that it was not even tried. */
  readonly dependencyFailed?: true;
  /** Starts of the boot that failed, before its Restart= started it again, and the last one where that failed, too. */
  readonly attempts?: readonly Attempt[];
  /** When the boot's last attempt began, where that was not the first. */
  readonly lastStartedUs?: number;
  /** When it was started anew by somebody, long after the boot's own attempt. */
  readonly anewUs?: number;
  /** It had ended before, in this boot. */
  readonly endedBefore?: true;
  /** What the boot made of it is not to be seen any more: what is known is of a later start, `anewUs`. */
  readonly lost?: true;
}

/** A start that failed. */
export interface Attempt {
  readonly fromUs: number;
  readonly toUs: number;
}

/** The times of one boot, from what the managers remember (this boot) or from the journal (an earlier one). */
export interface BootTimes {
  readonly boot: number;
  readonly source: "managers" | "journal";
  /** RFC 3339, UTC; undefined where it is not known. */
  readonly bootedAt?: string;
  /** When the kernel gave over to the system manager. */
  readonly kernelUs?: number;
  /** Until when it was looked: now, or the last line of that boot. */
  readonly untilUs: number;
  /** Those of user@UID, user-runtime-dir@UID, systemd-logind and network-online.target that are known. */
  readonly system: ReadonlyMap<string, UnitTimes>;
  /** Every service and target that the user manager has loaded, or that the journal speaks of. */
  readonly user: ReadonlyMap<string, UnitTimes>;
  readonly containers: readonly ContainerTimes[];
  /** Whether the journal has how the account's manager began, so that the first start of a unit in it is the boot's. */
  readonly begins: boolean;
  /** What could not be seen, and who could: sentences. */
  readonly unseen: readonly string[];
}

/** The system units on which a user's boot hangs. */
export function systemUnitsOf(uid: number): readonly string[] {
  return ["systemd-logind.service", "network-online.target", `user-runtime-dir@${uid}.service`, `user@${uid}.service`];
}

/** Units of every user manager that a boot waits for; the third is podman's own, from 5.3 on (podman-systemd.unit(5)). */
export const userMilestones = [
  "dbus.socket",
  "basic.target",
  "podman-user-wait-network-online.service",
  "default.target",
] as const;

/** Learns when everything started in the boot that is asked for. */
export const learnBootTimes = aboutAccount(
  async (learning: Learning, account): Promise<Known<BootTimes>> =>
    (learning.request.boot ?? 0) === 0 ? learnLiveTimes(learning, account) : learnJournalTimes(learning, account),
);
