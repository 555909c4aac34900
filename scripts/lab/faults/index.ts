import type { LabCase } from "../fault.ts";
import { accountExpired } from "./account-expired.ts";
import { afterEndlessStart } from "./after-endless-start.ts";
import { afterNetworkOnline } from "./after-network-online.ts";
import { afterSlowStart } from "./after-slow-start.ts";
import { authfileInHome } from "./authfile-in-home.ts";
import { authfileInRuntimeDir } from "./authfile-in-runtime-dir.ts";
import { autologinWithoutLinger } from "./autologin-without-linger.ts";
import { backupOfRoots } from "./backup-of-roots.ts";
import { backupsBesideUnit } from "./backups-beside-unit.ts";
import { bareName } from "./bare-name.ts";
import { boltdbBeforePodman6 } from "./boltdb-before-podman-6.ts";
import { bothTargets } from "./both-targets.ts";
import { brokenSectionHeader } from "./broken-section-header.ts";
import { byteOrderMark } from "./byte-order-mark.ts";
import { cacheOfRoots } from "./cache-of-roots.ts";
import { cgroupfsConfigured } from "./cgroupfs-configured.ts";
import { cgroupfsOnPodman4 } from "./cgroupfs-on-podman-4.ts";
import { cgroupfsPlainContainer } from "./cgroupfs-plain-container.ts";
import { composeWithProvider } from "./compose-with-provider.ts";
import { composeWithoutProvider } from "./compose-without-provider.ts";
import { conditionOnMissingPath } from "./condition-on-missing-path.ts";
import { conditionsHold } from "./conditions-hold.ts";
import { containerOfRoots } from "./container-of-roots.ts";
import { containerOfRootsAsWell } from "./container-of-roots-as-well.ts";
import { copyInWrongDirectory } from "./copy-in-wrong-directory.ts";
import { crlf } from "./crlf.ts";
import { crunElsewhere } from "./crun-elsewhere.ts";
import { crunRemoved } from "./crun-removed.ts";
import { crunRemovedSince } from "./crun-removed-since.ts";
import { databaseOfRoots } from "./database-of-roots.ts";
import { defaultTargetIsBasic } from "./default-target-is-basic.ts";
import { defaultTargetLinked } from "./default-target-linked.ts";
import { defaultTargetMasked } from "./default-target-masked.ts";
import { diskIsFull } from "./disk-is-full.ts";
import { diskNearlyFull } from "./disk-nearly-full.ts";
import { dropinResetsExecstart } from "./dropin-resets-execstart.ts";
import { dropinSecondExecstart } from "./dropin-second-execstart.ts";
import { editedWithoutReload } from "./edited-without-reload.ts";
import { enabledForAllUsers } from "./enabled-for-all-users.ts";
import { enabledForRoot } from "./enabled-for-root.ts";
import { enabledForTheSystem } from "./enabled-for-the-system.ts";
import { environmentFileMissing } from "./environment-file-missing.ts";
import { execPrefixes } from "./exec-prefixes.ts";
import { execstartHomeVariable } from "./execstart-home-variable.ts";
import { execstartTilde } from "./execstart-tilde.ts";
import { failsOnlyAtBoot } from "./fails-only-at-boot.ts";
import { folderCalledService } from "./folder-called-service.ts";
import { forkingWithRestart } from "./forking-with-restart.ts";
import { forkingWithoutRemainafterexit } from "./forking-without-remainafterexit.ts";
import { generatedUnits } from "./generated-units.ts";
import { groupOwnName } from "./group-own-name.ts";
import { harmlessSandbox } from "./harmless-sandbox.ts";
import { homeMissing } from "./home-missing.ts";
import { homeNoauto } from "./home-noauto.ts";
import { homeNofail } from "./home-nofail.ts";
import { homeOnItsOwnMount } from "./home-on-its-own-mount.ts";
import { homeOnTheNetwork } from "./home-on-the-network.ts";
import { imageByShortName } from "./image-by-short-name.ts";
import { imageNeverPulled } from "./image-never-pulled.ts";
import { imageOfAnotherTag } from "./image-of-another-tag.ts";
import { imagePulledAtBoot } from "./image-pulled-at-boot.ts";
import { imagePulledWhenNewer } from "./image-pulled-when-newer.ts";
import { installInLowerCase } from "./install-in-lower-case.ts";
import { journalInMemory } from "./journal-in-memory.ts";
import { kubeFolderMissing } from "./kube-folder-missing.ts";
import { kubeImageMissing } from "./kube-image-missing.ts";
import { kubeMakesWhatItNeeds } from "./kube-makes-what-it-needs.ts";
import { kubeYamlMissing } from "./kube-yaml-missing.ts";
import { leftoverEnableLink } from "./leftover-enable-link.ts";
import { lingerForOther } from "./linger-for-other.ts";
import { lingerOff } from "./linger-off.ts";
import { lingerOffAfterALogin } from "./linger-off-after-a-login.ts";
import { lingerOtherCase } from "./linger-other-case.ts";
import { maskedDistributionService } from "./masked-distribution-service.ts";
import { mendedAfterTheBoot } from "./mended-after-the-boot.ts";
import { misspeltExecstart } from "./misspelt-execstart.ts";
import { misspeltServiceSection } from "./misspelt-service-section.ts";
import { mountedFolderInClosedFolder } from "./mounted-folder-in-closed-folder.ts";
import { mountedFolderNotThere } from "./mounted-folder-not-there.ts";
import { mountedFolderRemoved } from "./mounted-folder-removed.ts";
import { mountedFolderWithTilde } from "./mounted-folder-with-tilde.ts";
import { mountedFoldersMade } from "./mounted-folders-made.ts";
import { nameFreedAfterTheBoot } from "./name-freed-after-the-boot.ts";
import { nameInUse } from "./name-in-use.ts";
import { nameReplaced } from "./name-replaced.ts";
import { networkHelperNotInstalled } from "./network-helper-not-installed.ts";
import { networkLate } from "./network-late.ts";
import { networkLateNotMissed } from "./network-late-not-missed.ts";
import { networkLateTriedAgain } from "./network-late-tried-again.ts";
import { networkUnknown } from "./network-unknown.ts";
import { networkWithOptionsOnPodman3 } from "./network-with-options-on-podman-3.ts";
import { newuidmapElsewhere } from "./newuidmap-elsewhere.ts";
import { newuidmapNotInstalled } from "./newuidmap-not-installed.ts";
import { newuidmapNotSetuid } from "./newuidmap-not-setuid.ts";
import { newuidmapWithCapability } from "./newuidmap-with-capability.ts";
import { noDbusLines } from "./no-dbus-lines.ts";
import { noInodes } from "./no-inodes.ts";
import { noInstallSection } from "./no-install-section.ts";
import { noNetwork } from "./no-network.ts";
import { noNetworkHelperOnPodman3 } from "./no-network-helper-on-podman-3.ts";
import { noNewPrivileges } from "./no-new-privileges.ts";
import { noPamSystemd } from "./no-pam-systemd.ts";
import { noSubordinateGids } from "./no-subordinate-gids.ts";
import { noSubordinateIds } from "./no-subordinate-ids.ts";
import { noUnitDir } from "./no-unit-dir.ts";
import { noUserBus } from "./no-user-bus.ts";
import { noUserBusPlainContainer } from "./no-user-bus-plain-container.ts";
import { nologinShell } from "./nologin-shell.ts";
import { notEnabled } from "./not-enabled.ts";
import { notEnabledStartedByHand } from "./not-enabled-started-by-hand.ts";
import { notifyByScript } from "./notify-by-script.ts";
import { notifyIgnored } from "./notify-ignored.ts";
import { notifyPodStart } from "./notify-pod-start.ts";
import { oneshotPodStart } from "./oneshot-pod-start.ts";
import { oneshotWithRemainafterexit } from "./oneshot-with-remainafterexit.ts";
import { oneshotWithoutExecstop } from "./oneshot-without-execstop.ts";
import { optionalEnvironmentFile } from "./optional-environment-file.ts";
import { orderedAfterAnother } from "./ordered-after-another.ts";
import { orderedInACircle } from "./ordered-in-a-circle.ts";
import { otherManagersMasked } from "./other-managers-masked.ts";
import { otherUnitNeverEnabled } from "./other-unit-never-enabled.ts";
import { othersLinger } from "./others-linger.ts";
import { pamSystemdInOther } from "./pam-systemd-in-other.ts";
import { passwordExpired } from "./password-expired.ts";
import { passwordLocked } from "./password-locked.ts";
import { podmanElsewhere } from "./podman-elsewhere.ts";
import { podmanRestartDisabled } from "./podman-restart-disabled.ts";
import { port80 } from "./port-80.ts";
import { port80Allowed } from "./port-80-allowed.ts";
import { port80AllowedUntilReboot } from "./port-80-allowed-until-reboot.ts";
import { portTaken } from "./port-taken.ts";
import { privateTmpOn252 } from "./private-tmp-on-252.ts";
import { privateTmpOn257 } from "./private-tmp-on-257.ts";
import { programEnds } from "./program-ends.ts";
import { pullNewerOnPodman3 } from "./pull-newer-on-podman-3.ts";
import { quadletAmongUnits } from "./quadlet-among-units.ts";
import { quadletBehindSymlinks } from "./quadlet-behind-symlinks.ts";
import { quadletBothTargets } from "./quadlet-both-targets.ts";
import { quadletEditorLock } from "./quadlet-editor-lock.ts";
import { quadletForAllUsers } from "./quadlet-for-all-users.ts";
import { quadletInSubfolder } from "./quadlet-in-subfolder.ts";
import { quadletInstalledByDropIn } from "./quadlet-installed-by-drop-in.ts";
import { quadletInstalledByMember } from "./quadlet-installed-by-member.ts";
import { quadletKeyTooNew } from "./quadlet-key-too-new.ts";
import { quadletKube } from "./quadlet-kube.ts";
import { quadletKubeImageMissing } from "./quadlet-kube-image-missing.ts";
import { quadletKubeYamlMissing } from "./quadlet-kube-yaml-missing.ts";
import { quadletLingerOff } from "./quadlet-linger-off.ts";
import { quadletLingerOffAfterALogin } from "./quadlet-linger-off-after-a-login.ts";
import { quadletLinkedByHand } from "./quadlet-linked-by-hand.ts";
import { quadletMisspeltInstall } from "./quadlet-misspelt-install.ts";
import { quadletMisspeltSection } from "./quadlet-misspelt-section.ts";
import { quadletNetworkMissing } from "./quadlet-network-missing.ts";
import { quadletOddAndTaken } from "./quadlet-odd-and-taken.ts";
import { quadletOnOldPodman } from "./quadlet-on-old-podman.ts";
import { quadletPod } from "./quadlet-pod.ts";
import { quadletPodMisspelt } from "./quadlet-pod-misspelt.ts";
import { quadletStrayLine } from "./quadlet-stray-line.ts";
import { quadletTypeSimple } from "./quadlet-type-simple.ts";
import { quadletUnknownKey } from "./quadlet-unknown-key.ts";
import { quadletWaitsForNetwork } from "./quadlet-waits-for-network.ts";
import { quadletWantedbyMultiUser } from "./quadlet-wantedby-multi-user.ts";
import { quadletWithoutInstall } from "./quadlet-without-install.ts";
import { quadletWithoutSubordinateIds } from "./quadlet-without-subordinate-ids.ts";
import { requiresDbusSocket } from "./requires-dbus-socket.ts";
import { requiresDocker } from "./requires-docker.ts";
import { requiresDockerOn252 } from "./requires-docker-on-252.ts";
import { requiresMissingDbusSocket } from "./requires-missing-dbus-socket.ts";
import { requiresMissingDbusSocketOn252 } from "./requires-missing-dbus-socket-on-252.ts";
import { restartPolicy } from "./restart-policy.ts";
import { restartPolicyLingerOff } from "./restart-policy-linger-off.ts";
import { restartPolicyNetworkLate } from "./restart-policy-network-late.ts";
import { restartPolicyNetworkNotMissed } from "./restart-policy-network-not-missed.ts";
import { restartUnlessStopped } from "./restart-unless-stopped.ts";
import { restartedOnce } from "./restarted-once.ts";
import { restartsGivenUp } from "./restarts-given-up.ts";
import { restartsGivenUpStartedByHand } from "./restarts-given-up-started-by-hand.ts";
import { rootHasACopy } from "./root-has-a-copy.ts";
import { runtimeDirFails } from "./runtime-dir-fails.ts";
import { scriptCrlf } from "./script-crlf.ts";
import { scriptGivenToShell } from "./script-given-to-shell.ts";
import { scriptInHome } from "./script-in-home.ts";
import { scriptNotExecutable } from "./script-not-executable.ts";
import { scriptWithoutInterpreterLine } from "./script-without-interpreter-line.ts";
import { secretMadeBefore } from "./secret-made-before.ts";
import { secretOnPodman3 } from "./secret-on-podman-3.ts";
import { secretUnknown } from "./secret-unknown.ts";
import { seed } from "./seed.ts";
import { serviceAmongQuadlets } from "./service-among-quadlets.ts";
import { shortNameUnknown } from "./short-name-unknown.ts";
import { simpleInForeground } from "./simple-in-foreground.ts";
import { simplePodStart } from "./simple-pod-start.ts";
import { simpleWithRemainafterexit } from "./simple-with-remainafterexit.ts";
import { startSlowButInTime } from "./start-slow-but-in-time.ts";
import { startTooSlow } from "./start-too-slow.ts";
import { startsById } from "./starts-by-id.ts";
import { startsMissingPod } from "./starts-missing-pod.ts";
import { startsStaleId } from "./starts-stale-id.ts";
import { storageOfRoots } from "./storage-of-roots.ts";
import { strayLine } from "./stray-line.ts";
import { subordinateIdsByNumber } from "./subordinate-ids-by-number.ts";
import { suffixServce } from "./suffix-servce.ts";
import { suffixTxt } from "./suffix-txt.ts";
import { systmdTypo } from "./systmd-typo.ts";
import { twoExecstartLines } from "./two-execstart-lines.ts";
import { unitDirRootOnly } from "./unit-dir-root-only.ts";
import { unitEmpty } from "./unit-empty.ts";
import { unitInConfigSystemd } from "./unit-in-config-systemd.ts";
import { unitLinkedFromElsewhere } from "./unit-linked-from-elsewhere.ts";
import { unitLinksNowhere } from "./unit-links-nowhere.ts";
import { unitMadeAfterTheBoot } from "./unit-made-after-the-boot.ts";
import { unitMasked } from "./unit-masked.ts";
import { unitOfRoots } from "./unit-of-roots.ts";
import { unitRemovedAfterEnable } from "./unit-removed-after-enable.ts";
import { unitRootOnly } from "./unit-root-only.ts";
import { unitsInLocalShare } from "./units-in-local-share.ts";
import { unknownKey } from "./unknown-key.ts";
import { userBusMasked } from "./user-bus-masked.ts";
import { userManagerMaskedForAll } from "./user-manager-masked-for-all.ts";
import { userManagerMaskedForOne } from "./user-manager-masked-for-one.ts";
import { userNamespacesAllowedAgain } from "./user-namespaces-allowed-again.ts";
import { userNamespacesForbidden } from "./user-namespaces-forbidden.ts";
import { userOther } from "./user-other.ts";
import { userOwnNameOn252 } from "./user-own-name-on-252.ts";
import { userOwnNameOn257 } from "./user-own-name-on-257.ts";
import { usernsCloneOff } from "./userns-clone-off.ts";
import { usrBinNosuid } from "./usr-bin-nosuid.ts";
import { volumeLabelWithoutSelinux } from "./volume-label-without-selinux.ts";
import { wantedByAnotherUnit } from "./wanted-by-another-unit.ts";
import { wantedbyMultiUser } from "./wantedby-multi-user.ts";
import { wantedbyMultiUserNotEnabled } from "./wantedby-multi-user-not-enabled.ts";
import { wantsMissingUnits } from "./wants-missing-units.ts";

/** Every case of the lab, by name. */
export const labCases: readonly LabCase[] = [
  accountExpired,
  autologinWithoutLinger,
  backupOfRoots,
  backupsBesideUnit,
  bareName,
  boltdbBeforePodman6,
  bothTargets,
  brokenSectionHeader,
  byteOrderMark,
  cacheOfRoots,
  cgroupfsConfigured,
  cgroupfsOnPodman4,
  cgroupfsPlainContainer,
  composeWithProvider,
  composeWithoutProvider,
  conditionOnMissingPath,
  conditionsHold,
  containerOfRoots,
  containerOfRootsAsWell,
  copyInWrongDirectory,
  crlf,
  crunElsewhere,
  crunRemoved,
  crunRemovedSince,
  databaseOfRoots,
  diskIsFull,
  diskNearlyFull,
  defaultTargetIsBasic,
  defaultTargetLinked,
  defaultTargetMasked,
  dropinResetsExecstart,
  dropinSecondExecstart,
  editedWithoutReload,
  enabledForAllUsers,
  enabledForRoot,
  enabledForTheSystem,
  environmentFileMissing,
  execPrefixes,
  execstartHomeVariable,
  execstartTilde,
  failsOnlyAtBoot,
  folderCalledService,
  forkingWithRestart,
  forkingWithoutRemainafterexit,
  generatedUnits,
  groupOwnName,
  harmlessSandbox,
  homeMissing,
  homeNoauto,
  homeNofail,
  homeOnItsOwnMount,
  homeOnTheNetwork,
  installInLowerCase,
  journalInMemory,
  leftoverEnableLink,
  lingerForOther,
  lingerOff,
  lingerOffAfterALogin,
  lingerOtherCase,
  maskedDistributionService,
  mendedAfterTheBoot,
  misspeltExecstart,
  misspeltServiceSection,
  nameFreedAfterTheBoot,
  newuidmapElsewhere,
  newuidmapNotInstalled,
  newuidmapNotSetuid,
  newuidmapWithCapability,
  nameInUse,
  nameReplaced,
  noDbusLines,
  noInodes,
  noInstallSection,
  noNewPrivileges,
  noPamSystemd,
  noSubordinateGids,
  noSubordinateIds,
  noUnitDir,
  noUserBus,
  noUserBusPlainContainer,
  nologinShell,
  notEnabled,
  notEnabledStartedByHand,
  notifyByScript,
  notifyIgnored,
  notifyPodStart,
  oneshotPodStart,
  oneshotWithRemainafterexit,
  oneshotWithoutExecstop,
  optionalEnvironmentFile,
  orderedAfterAnother,
  orderedInACircle,
  otherManagersMasked,
  otherUnitNeverEnabled,
  othersLinger,
  pamSystemdInOther,
  passwordExpired,
  passwordLocked,
  podmanElsewhere,
  quadletUnknownKey,
  quadletMisspeltSection,
  quadletMisspeltInstall,
  quadletTypeSimple,
  quadletPodMisspelt,
  quadletNetworkMissing,
  quadletStrayLine,
  quadletEditorLock,
  quadletWantedbyMultiUser,
  quadletAmongUnits,
  quadletKeyTooNew,
  quadletOnOldPodman,
  quadletInSubfolder,
  quadletForAllUsers,
  quadletBothTargets,
  quadletInstalledByMember,
  quadletInstalledByDropIn,
  quadletBehindSymlinks,
  quadletOddAndTaken,
  quadletLinkedByHand,
  quadletWaitsForNetwork,
  afterNetworkOnline,
  afterEndlessStart,
  afterSlowStart,
  privateTmpOn252,
  privateTmpOn257,
  podmanRestartDisabled,
  programEnds,
  quadletLingerOff,
  quadletLingerOffAfterALogin,
  quadletPod,
  quadletWithoutInstall,
  quadletWithoutSubordinateIds,
  requiresDbusSocket,
  requiresDocker,
  requiresDockerOn252,
  requiresMissingDbusSocket,
  requiresMissingDbusSocketOn252,
  restartPolicy,
  restartPolicyLingerOff,
  restartUnlessStopped,
  restartedOnce,
  restartsGivenUp,
  restartsGivenUpStartedByHand,
  rootHasACopy,
  runtimeDirFails,
  scriptCrlf,
  scriptGivenToShell,
  scriptInHome,
  scriptNotExecutable,
  scriptWithoutInterpreterLine,
  seed,
  serviceAmongQuadlets,
  simpleInForeground,
  simplePodStart,
  simpleWithRemainafterexit,
  storageOfRoots,
  startSlowButInTime,
  startTooSlow,
  startsById,
  startsMissingPod,
  startsStaleId,
  strayLine,
  subordinateIdsByNumber,
  suffixServce,
  suffixTxt,
  systmdTypo,
  twoExecstartLines,
  unitDirRootOnly,
  unitEmpty,
  unitInConfigSystemd,
  unitLinkedFromElsewhere,
  unitLinksNowhere,
  unitMadeAfterTheBoot,
  unitMasked,
  unitOfRoots,
  unitRemovedAfterEnable,
  unitRootOnly,
  unitsInLocalShare,
  unknownKey,
  userBusMasked,
  userManagerMaskedForAll,
  userManagerMaskedForOne,
  userOther,
  userOwnNameOn252,
  userOwnNameOn257,
  userNamespacesAllowedAgain,
  userNamespacesForbidden,
  usernsCloneOff,
  usrBinNosuid,
  volumeLabelWithoutSelinux,
  wantedByAnotherUnit,
  wantedbyMultiUser,
  wantedbyMultiUserNotEnabled,
  wantsMissingUnits,
  mountedFolderNotThere,
  mountedFolderWithTilde,
  mountedFolderRemoved,
  mountedFoldersMade,
  mountedFolderInClosedFolder,
  imageNeverPulled,
  imageOfAnotherTag,
  imageByShortName,
  imagePulledWhenNewer,
  pullNewerOnPodman3,
  shortNameUnknown,
  imagePulledAtBoot,
  authfileInRuntimeDir,
  authfileInHome,
  kubeFolderMissing,
  kubeImageMissing,
  kubeMakesWhatItNeeds,
  kubeYamlMissing,
  secretUnknown,
  secretMadeBefore,
  secretOnPodman3,
  networkUnknown,
  networkWithOptionsOnPodman3,
  noNetwork,
  noNetworkHelperOnPodman3,
  networkLate,
  networkLateNotMissed,
  networkLateTriedAgain,
  restartPolicyNetworkLate,
  restartPolicyNetworkNotMissed,
  port80,
  port80Allowed,
  port80AllowedUntilReboot,
  portTaken,
  networkHelperNotInstalled,
  quadletKube,
  quadletKubeImageMissing,
  quadletKubeYamlMissing,
];
