import { type Account, learnAccount } from "./account.ts";
import { type AccountAging, learnAccountAging } from "./account-aging.ts";
import { type BootGraph, learnBootGraph } from "./boot-graph.ts";
import { type BootTimes, learnBootTimes } from "./boot-times.ts";
import { type Conditions, learnConditions } from "./conditions.ts";
import { type Containers, learnContainers } from "./containers.ts";
import { type EnvironmentFiles, learnEnvironmentFiles } from "./environment-files.ts";
import type { Learn } from "./fact.ts";
import { type Journal, learnJournal } from "./journal.ts";
import { type Linger, learnLinger } from "./linger.ts";
import { type Login, learnLogin } from "./login.ts";
import { learnOtherManagers, type OtherManagers } from "./other-managers.ts";
import { learnPlatform, type Platform } from "./platform.ts";
import { learnPodUnits, type PodUnits } from "./pod-units.ts";
import { learnNetworkWait, type NetworkWait } from "./quadlet/network-wait.ts";
import { learnQuadlets, type Quadlets } from "./quadlet/quadlets.ts";
import { learnRuntime, type Runtime } from "./runtime.ts";
import { learnSituation, type Situation } from "./situation.ts";
import { learnUnitEntries, type UnitEntries } from "./unit-entries.ts";
import { learnUnitStates, type UnitStates } from "./unit-states.ts";
import { learnUserManager, type UserManager } from "./user-manager.ts";
import { learnVerify, type Verify } from "./verify.ts";

/** Every fact by name, with the type of its value. */
export interface FactValues {
  readonly platform: Platform;
  readonly situation: Situation;
  readonly account: Account;
  readonly accountAging: AccountAging;
  readonly linger: Linger;
  readonly login: Login;
  readonly runtime: Runtime;
  readonly userManager: UserManager;
  readonly quadlets: Quadlets;
  readonly networkWait: NetworkWait;
  readonly unitEntries: UnitEntries;
  readonly podUnits: PodUnits;
  readonly unitStates: UnitStates;
  readonly conditions: Conditions;
  readonly environmentFiles: EnvironmentFiles;
  readonly bootGraph: BootGraph;
  readonly verify: Verify;
  readonly otherManagers: OtherManagers;
  readonly containers: Containers;
  readonly journal: Journal;
  readonly bootTimes: BootTimes;
}

export type FactName = keyof FactValues;

/** How each fact is learned. */
export const learners: { readonly [N in FactName]: Learn<FactValues[N]> } = {
  platform: learnPlatform,
  situation: learnSituation,
  account: learnAccount,
  accountAging: learnAccountAging,
  linger: learnLinger,
  login: learnLogin,
  runtime: learnRuntime,
  userManager: learnUserManager,
  quadlets: learnQuadlets,
  networkWait: learnNetworkWait,
  unitEntries: learnUnitEntries,
  podUnits: learnPodUnits,
  unitStates: learnUnitStates,
  conditions: learnConditions,
  environmentFiles: learnEnvironmentFiles,
  bootGraph: learnBootGraph,
  verify: learnVerify,
  otherManagers: learnOtherManagers,
  containers: learnContainers,
  journal: learnJournal,
  bootTimes: learnBootTimes,
};
