import type { AnyCheck } from "../src/diagnosis/check.ts";
import { dbusSocketDependencyInUnit } from "./bus/dbus-socket-dependency-in-unit.ts";
import { dbusSocketMasked } from "./bus/dbus-socket-masked.ts";
import { userDbusMissing } from "./bus/user-dbus-missing.ts";
import { daemonReloadMissing } from "./enablement/daemon-reload-missing.ts";
import { danglingEnableLink } from "./enablement/dangling-enable-link.ts";
import { enabledInWrongManager } from "./enablement/enabled-in-wrong-manager.ts";
import { installSectionMissing } from "./enablement/install-section-missing.ts";
import { podmanRestartNotEnabled } from "./enablement/podman-restart-not-enabled.ts";
import { unitNotEnabled } from "./enablement/unit-not-enabled.ts";
import { unlessStoppedNotCovered } from "./enablement/unless-stopped-not-covered.ts";
import { wantedbyMultiUserTarget } from "./enablement/wantedby-multi-user-target.ts";
import { homeNotMountedAtBoot } from "./home/home-not-mounted-at-boot.ts";
import { systemUserNoHome } from "./home/system-user-no-home.ts";
import { newuidmapMissing } from "./ids/newuidmap-missing.ts";
import { newuidmapNoPrivilege } from "./ids/newuidmap-no-privilege.ts";
import { subgidMissing } from "./ids/subgid-missing.ts";
import { subuidMissing } from "./ids/subuid-missing.ts";
import { lingerFileWithoutUser } from "./linger/linger-file-without-user.ts";
import { lingerNotEnabled } from "./linger/linger-not-enabled.ts";
import { lingerWrongUser } from "./linger/linger-wrong-user.ts";
import { networkDefinitionMissing } from "./network/network-definition-missing.ts";
import { pastaOrSlirpMissing } from "./network/pasta-or-slirp-missing.ts";
import { portInUse } from "./network/port-in-use.ts";
import { privilegedPort } from "./network/privileged-port.ts";
import { sysctlLostAtReboot } from "./network/sysctl-lost-at-reboot.ts";
import { bindSourceMissing } from "./objects/bind-source-missing.ts";
import { bindSourcePermission } from "./objects/bind-source-permission.ts";
import { imageMissingLocally } from "./objects/image-missing-locally.ts";
import { pullBeforeNetwork } from "./objects/pull-before-network.ts";
import { registryAuthLostAtReboot } from "./objects/registry-auth-lost-at-reboot.ts";
import { secretMissing } from "./objects/secret-missing.ts";
import { shortName } from "./objects/short-name.ts";
import { noSystemdPid1 } from "./platform/no-systemd-pid1.ts";
import { cgroupManagerFallback } from "./podman/cgroup-manager-fallback.ts";
import { misleadingCrunNotFound } from "./podman/misleading-crun-not-found.ts";
import { noUserJournal } from "./podman/no-user-journal.ts";
import { sandboxDirectiveBlocksNewuidmap } from "./podman/sandbox-directive-blocks-newuidmap.ts";
import { quadletBadReference } from "./quadlet/quadlet-bad-reference.ts";
import { quadletInvalidServiceKeys } from "./quadlet/quadlet-invalid-service-keys.ts";
import { quadletNoInstallSection } from "./quadlet/quadlet-no-install-section.ts";
import { quadletOneBadFileKillsDirectory } from "./quadlet/quadlet-one-bad-file-kills-directory.ts";
import { quadletSystemctlEnable } from "./quadlet/quadlet-systemctl-enable.ts";
import { quadletUnknownKeyOrSection } from "./quadlet/quadlet-unknown-key-or-section.ts";
import { quadletUnsupportedPodman } from "./quadlet/quadlet-unsupported-podman.ts";
import { quadletWaitNetworkTimeout } from "./quadlet/quadlet-wait-network-timeout.ts";
import { quadletWantedbyMultiUser } from "./quadlet/quadlet-wantedby-multi-user.ts";
import { quadletWrongDirectory } from "./quadlet/quadlet-wrong-directory.ts";
import { afterNetworkOnlineInUserUnit } from "./service/after-network-online-in-user-unit.ts";
import { conditionUnmet } from "./service/condition-unmet.ts";
import { containerExitsNormally } from "./service/container-exits-normally.ts";
import { environmentfileMissing } from "./service/environmentfile-missing.ts";
import { execBadScript } from "./service/exec-bad-script.ts";
import { execMissing } from "./service/exec-missing.ts";
import { execstartNotAbsolute } from "./service/execstart-not-absolute.ts";
import { forkingWithoutPidfile } from "./service/forking-without-pidfile.ts";
import { nameInUseAfterUncleanStop } from "./service/name-in-use-after-unclean-stop.ts";
import { notifyWithoutReady } from "./service/notify-without-ready.ts";
import { oneshotWithoutRemainafterexit } from "./service/oneshot-without-remainafterexit.ts";
import { orderingCycle } from "./service/ordering-cycle.ts";
import { podmanComposeAsUserUnit } from "./service/podman-compose-as-user-unit.ts";
import { requiredUnitMissing } from "./service/required-unit-missing.ts";
import { simpleWithDetached } from "./service/simple-with-detached.ts";
import { staleGeneratedUnitIds } from "./service/stale-generated-unit-ids.ts";
import { startLimitHit } from "./service/start-limit-hit.ts";
import { storeMismatchRootVsUser } from "./service/store-mismatch-root-vs-user.ts";
import { timeoutStart } from "./service/timeout-start.ts";
import { userDirectiveInUserUnit } from "./service/user-directive-in-user-unit.ts";
import { notALoginSession } from "./session/not-a-login-session.ts";
import { diskFull } from "./storage/disk-full.ts";
import { storageOwnedByOther } from "./storage/storage-owned-by-other.ts";
import { dropinBreaksUnit } from "./unit-file/dropin-breaks-unit.ts";
import { strayTextBeforeSection } from "./unit-file/stray-text-before-section.ts";
import { unitDanglingSymlink } from "./unit-file/unit-dangling-symlink.ts";
import { unitDirMissing } from "./unit-file/unit-dir-missing.ts";
import { unitInWrongDirectory } from "./unit-file/unit-in-wrong-directory.ts";
import { unitMaskedOrEmpty } from "./unit-file/unit-masked-or-empty.ts";
import { unitSyntaxError } from "./unit-file/unit-syntax-error.ts";
import { unitUnreadable } from "./unit-file/unit-unreadable.ts";
import { unitWrongSuffixOrName } from "./unit-file/unit-wrong-suffix-or-name.ts";
import { pamSystemdMissing } from "./user-manager/pam-systemd-missing.ts";
import { runtimeDirMissing } from "./user-manager/runtime-dir-missing.ts";
import { userDefaultTargetBroken } from "./user-manager/user-default-target-broken.ts";
import { userManagerAccountExpired } from "./user-manager/user-manager-account-expired.ts";
import { userManagerMasked } from "./user-manager/user-manager-masked.ts";
import { userManagerPasswordExpired } from "./user-manager/user-manager-password-expired.ts";

/** Every check. Inside a layer (src/diagnosis/order.ts) the order here is that of causes: what masks comes first. */
export const checks: readonly AnyCheck[] = [
  noSystemdPid1,
  notALoginSession,
  userManagerAccountExpired,
  userManagerPasswordExpired,
  lingerFileWithoutUser,
  lingerWrongUser,
  lingerNotEnabled,
  userManagerMasked,
  pamSystemdMissing,
  userDefaultTargetBroken,
  runtimeDirMissing,
  homeNotMountedAtBoot,
  systemUserNoHome,
  unitUnreadable,
  unitInWrongDirectory,
  unitWrongSuffixOrName,
  quadletUnsupportedPodman,
  quadletWrongDirectory,
  quadletOneBadFileKillsDirectory,
  quadletUnknownKeyOrSection,
  quadletInvalidServiceKeys,
  quadletBadReference,
  unitDirMissing,
  unitDanglingSymlink,
  unitMaskedOrEmpty,
  danglingEnableLink,
  dropinBreaksUnit,
  unitSyntaxError,
  execstartNotAbsolute,
  strayTextBeforeSection,
  enabledInWrongManager,
  wantedbyMultiUserTarget,
  installSectionMissing,
  quadletWantedbyMultiUser,
  quadletNoInstallSection,
  unitNotEnabled,
  podmanRestartNotEnabled,
  unlessStoppedNotCovered,
  dbusSocketDependencyInUnit,
  requiredUnitMissing,
  orderingCycle,
  conditionUnmet,
  environmentfileMissing,
  execMissing,
  execBadScript,
  userDirectiveInUserUnit,
  misleadingCrunNotFound,
  newuidmapMissing,
  newuidmapNoPrivilege,
  sandboxDirectiveBlocksNewuidmap,
  subuidMissing,
  subgidMissing,
  storageOwnedByOther,
  diskFull,
  podmanComposeAsUserUnit,
  storeMismatchRootVsUser,
  staleGeneratedUnitIds,
  nameInUseAfterUncleanStop,
  imageMissingLocally,
  shortName,
  registryAuthLostAtReboot,
  pullBeforeNetwork,
  secretMissing,
  networkDefinitionMissing,
  bindSourcePermission,
  bindSourceMissing,
  pastaOrSlirpMissing,
  sysctlLostAtReboot,
  privilegedPort,
  portInUse,
  dbusSocketMasked,
  userDbusMissing,
  quadletWaitNetworkTimeout,
  afterNetworkOnlineInUserUnit,
  cgroupManagerFallback,
  simpleWithDetached,
  oneshotWithoutRemainafterexit,
  forkingWithoutPidfile,
  notifyWithoutReady,
  timeoutStart,
  containerExitsNormally,
  startLimitHit,
  daemonReloadMissing,
  quadletSystemctlEnable,
  noUserJournal,
];
