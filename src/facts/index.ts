import { type Account, learnAccount } from "./account.ts";
import { type AccountAging, learnAccountAging } from "./account-aging.ts";
import { type Autologin, learnAutologin } from "./autologin.ts";
import { type BindSources, learnBindSources } from "./bind-sources.ts";
import { type BootGraph, learnBootGraph } from "./boot-graph.ts";
import { type BootTimes, learnBootTimes } from "./boot-times.ts";
import { type CgroupManager, learnCgroupManager } from "./cgroup-manager.ts";
import { type Changes, learnChanges } from "./changes.ts";
import { type ComposeProvider, learnComposeProvider } from "./compose-provider.ts";
import { type Conditions, learnConditions } from "./conditions.ts";
import { type ContainerStore, learnContainerStore, learnRootContainerStore } from "./container-store.ts";
import { type Containers, learnContainers } from "./containers.ts";
import { type EnvironmentFiles, learnEnvironmentFiles } from "./environment-files.ts";
import type { Learn } from "./fact.ts";
import { type Home, learnHome } from "./home.ts";
import { type HomeOpening, learnHomeOpening } from "./home-opening.ts";
import { type IdMapping, learnIdMapping } from "./id-mapping.ts";
import { type Journal, learnJournal } from "./journal.ts";
import { type JournalKeeping, learnJournalKeeping } from "./journal-keeping.ts";
import { type Linger, learnLinger } from "./linger.ts";
import { type Login, learnLogin } from "./login.ts";
import { learnNetworkAtBoot, type NetworkAtBoot } from "./network-at-boot.ts";
import { learnNetworkHelpers, type NetworkHelpers } from "./network-helpers.ts";
import { learnOciRuntime, learnOciRuntimes, type MissedRuntime, type OciRuntime } from "./oci-runtimes.ts";
import { learnOtherManagers, type OtherManagers } from "./other-managers.ts";
import { learnPamStack, type PamStack } from "./pam-stack.ts";
import { learnPlatform, type Platform } from "./platform.ts";
import { learnPodUnits, type PodUnits } from "./pod-units.ts";
import { learnPodmanCommands, type PodmanCommands } from "./podman-commands/index.ts";
import { learnPodmanDatabase, type PodmanDatabase } from "./podman-database.ts";
import { learnPodmanStorage, type PodmanStorage } from "./podman-storage.ts";
import { learnPorts, type Ports } from "./ports.ts";
import { learnNetworkWait, type NetworkWait } from "./quadlet/network-wait.ts";
import { learnQuadlets, type Quadlets } from "./quadlet/quadlets.ts";
import { learnRegistries, type Registries } from "./registries.ts";
import { learnRegistryAuth, type RegistryAuth } from "./registry-auth.ts";
import { learnRestartPolicies, type RestartPolicies } from "./restart-policies.ts";
import { learnRuntime, type Runtime } from "./runtime.ts";
import { learnScripts, type Scripts } from "./scripts.ts";
import { learnSelinux, type Selinux } from "./selinux.ts";
import { learnSituation, type Situation } from "./situation.ts";
import { learnSpace, type Space } from "./space.ts";
import { learnStartJobs, type StartJobs } from "./start-jobs.ts";
import { learnStorage, type Storage } from "./storage.ts";
import { learnUnitEntries, type UnitEntries } from "./unit-entries.ts";
import { learnUnitStates, type UnitStates } from "./unit-states.ts";
import { learnUnitWords, type UnitWords } from "./unit-words.ts";
import { learnUserManager, type UserManager } from "./user-manager.ts";
import { learnUserNamespaces, type UserNamespaces } from "./user-namespaces.ts";
import { learnVerify, type Verify } from "./verify.ts";

/** Every fact by name, with the type of its value. */
export interface FactValues {
  readonly platform: Platform;
  readonly situation: Situation;
  readonly account: Account;
  readonly accountAging: AccountAging;
  readonly ociRuntimes: readonly MissedRuntime[];
  readonly ociRuntime: OciRuntime;
  readonly cgroupManager: CgroupManager;
  readonly changes: Changes;
  readonly idMapping: IdMapping;
  readonly userNamespaces: UserNamespaces;
  readonly autologin: readonly Autologin[];
  readonly linger: Linger;
  readonly login: Login;
  readonly runtime: Runtime;
  readonly userManager: UserManager;
  readonly quadlets: Quadlets;
  readonly networkWait: NetworkWait;
  readonly unitEntries: UnitEntries;
  readonly podUnits: PodUnits;
  readonly unitWords: UnitWords;
  readonly podmanCommands: PodmanCommands;
  readonly podmanStorage: PodmanStorage;
  readonly podmanDatabase: PodmanDatabase;
  readonly bindSources: BindSources;
  readonly selinux: Selinux;
  readonly ports: Ports;
  readonly registries: Registries;
  readonly registryAuth: RegistryAuth;
  readonly networkHelpers: NetworkHelpers;
  readonly networkAtBoot: NetworkAtBoot;
  readonly unitStates: UnitStates;
  readonly startJobs: StartJobs;
  readonly conditions: Conditions;
  readonly environmentFiles: EnvironmentFiles;
  readonly scripts: Scripts;
  readonly bootGraph: BootGraph;
  readonly verify: Verify;
  readonly otherManagers: OtherManagers;
  readonly containers: Containers;
  readonly home: Home;
  readonly homeOpening: HomeOpening | undefined;
  readonly journalKeeping: JournalKeeping;
  readonly pamStack: PamStack;
  readonly space: Space | undefined;
  readonly storage: Storage;
  readonly containerStore: ContainerStore;
  readonly rootContainerStore: ContainerStore;
  readonly restartPolicies: RestartPolicies;
  readonly composeProvider: ComposeProvider;
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
  ociRuntimes: learnOciRuntimes,
  ociRuntime: learnOciRuntime,
  cgroupManager: learnCgroupManager,
  changes: learnChanges,
  idMapping: learnIdMapping,
  userNamespaces: learnUserNamespaces,
  autologin: learnAutologin,
  linger: learnLinger,
  login: learnLogin,
  runtime: learnRuntime,
  userManager: learnUserManager,
  quadlets: learnQuadlets,
  networkWait: learnNetworkWait,
  unitEntries: learnUnitEntries,
  podUnits: learnPodUnits,
  unitWords: learnUnitWords,
  podmanCommands: learnPodmanCommands,
  podmanStorage: learnPodmanStorage,
  podmanDatabase: learnPodmanDatabase,
  bindSources: learnBindSources,
  selinux: learnSelinux,
  ports: learnPorts,
  registries: learnRegistries,
  registryAuth: learnRegistryAuth,
  networkHelpers: learnNetworkHelpers,
  networkAtBoot: learnNetworkAtBoot,
  unitStates: learnUnitStates,
  startJobs: learnStartJobs,
  conditions: learnConditions,
  environmentFiles: learnEnvironmentFiles,
  scripts: learnScripts,
  bootGraph: learnBootGraph,
  verify: learnVerify,
  otherManagers: learnOtherManagers,
  containers: learnContainers,
  home: learnHome,
  homeOpening: learnHomeOpening,
  journalKeeping: learnJournalKeeping,
  pamStack: learnPamStack,
  space: learnSpace,
  storage: learnStorage,
  containerStore: learnContainerStore,
  rootContainerStore: learnRootContainerStore,
  restartPolicies: learnRestartPolicies,
  composeProvider: learnComposeProvider,
  journal: learnJournal,
  bootTimes: learnBootTimes,
};
