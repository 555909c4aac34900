import { unmetCondition } from "../facts/journal.ts";
import { networkNotReady } from "../facts/network-at-boot.ts";
import { exitMeaning } from "./process-exit.ts";

/** A message, and the cause that it speaks for by the failure catalogue (C); the first that matches a line wins. */
interface Phrase {
  readonly pattern: RegExp;
  readonly check: string;
  /** Another cause whose words these are as well. */
  readonly or?: string;
  /** What it means, for a cause that has no check yet. */
  readonly meaning: string;
}

/**
 * What podman 5.4 (the first), and podman 4.3 and 3.0 with crun (the others) say where a pod's cgroup is systemd's and there is no
 * bus to ask for it: then the pod does not start, while a plain container does.
 */
export const cgroupNeedsBus =
  /systemd slice received as cgroup parent when using cgroupfs|sd-bus call: (?:Interactive authentication required|Permission denied)/;

const phrases: readonly Phrase[] = [
  {
    pattern: /^converting ".*": unsupported key '/,
    check: "quadlet-unknown-key-or-section",
    or: "quadlet-unsupported-podman",
    meaning: "the generator does not know a key of the quadlet",
  },
  {
    pattern:
      /^converting ".*": (requested Quadlet|quadlet pod unit \S+ does not exist|pod .* is not Quadlet based|unable to translate dependency|cannot get the resource name)/,
    check: "quadlet-bad-reference",
    meaning: "the quadlet names another that there is not",
  },
  {
    pattern: /^converting ".*": /,
    check: "quadlet-invalid-service-keys",
    or: "quadlet-unknown-key-or-section",
    meaning: "the generator does not take what the quadlet says",
  },
  {
    pattern: /^(?:error |Error )?loading ["']/,
    check: "quadlet-one-bad-file-kills-directory",
    meaning: "the generator cannot read a quadlet",
  },
  {
    pattern: /RunRoot is pointing to a path .* not writable|mkdir \/run\/user\/\d+: permission denied/,
    check: "runtime-dir-missing",
    meaning: "podman has no runtime directory",
  },
  {
    pattern: /Couldn't add lingering user/,
    check: "linger-file-without-user",
    meaning: "a lingering user does not exist",
  },
  {
    pattern: unmetCondition,
    check: "condition-unmet",
    meaning: "a condition of the unit was not met",
  },
  {
    pattern: /Trying to run as user instance, but \$XDG_RUNTIME_DIR is not set/,
    check: "pam-systemd-missing",
    meaning: "the user manager got no runtime directory from PAM",
  },
  {
    pattern: /User account has expired|account \S+ has expired/,
    check: "user-manager-account-expired",
    meaning: "the account has expired",
  },
  {
    pattern: /expired password for user|Authentication token is no longer valid/,
    check: "user-manager-password-expired",
    meaning: "the account's password has expired",
  },
  {
    pattern: /Neither a valid executable name nor an absolute path/,
    check: "execstart-not-absolute",
    meaning: "an Exec line begins with no absolute path",
  },
  {
    pattern: /has no ExecStart=|more than one ExecStart=|bad unit file setting/,
    check: "unit-syntax-error",
    meaning: "systemd refuses the unit file",
  },
  {
    pattern: /Exec format error/,
    check: "exec-bad-script",
    meaning: "a script has no first line by which the kernel could start it",
  },
  {
    pattern: /(Unable|Failed) to locate executable/,
    check: "exec-missing",
    meaning: "the program that the unit runs is not there or may not be run",
  },
  {
    pattern: /Failed to determine (user credentials|supplementary groups)/,
    check: "user-directive-in-user-unit",
    meaning: "the unit tries to change its user",
  },
  {
    pattern: /Failed to load environment files/,
    check: "environmentfile-missing",
    meaning: "an EnvironmentFile= is missing",
  },
  {
    pattern: /Unit dbus\.socket not found/,
    check: "dbus-socket-dependency-in-unit",
    meaning: "the unit requires a user bus that the host does not have",
  },
  {
    pattern: cgroupNeedsBus,
    check: "user-dbus-missing",
    meaning: "podman could not have systemd make the pod's cgroup, for want of a user bus",
  },
  {
    pattern: /no systemd user session available/,
    check: "user-dbus-missing",
    meaning: "podman could not reach the user bus for the pod's cgroup",
  },
  {
    pattern: /user namespaces are not enabled in \S*max_user_namespaces|cannot clone: No space left on device/,
    check: "max-user-namespaces-zero",
    meaning: "the kernel lets nobody make a user namespace",
  },
  {
    pattern: /user namespaces are not enabled in \S*unprivileged_userns_clone/,
    check: "unprivileged-userns-clone-zero",
    meaning: "the kernel lets nobody but root make a user namespace",
  },
  {
    pattern: /should have set[ug]id or have filecaps/,
    check: "newuidmap-no-privilege",
    meaning: "newuidmap may not map the subordinate ids",
  },
  {
    pattern: /new[ug]idmap: write to [ug]id_map failed/,
    check: "newuidmap-no-privilege",
    meaning: "newuidmap may not map the subordinate ids",
  },
  {
    pattern: /command required for rootless mode with multiple IDs/,
    check: "newuidmap-missing",
    meaning: "newuidmap is not installed",
  },
  {
    pattern: /no subuid ranges found for/,
    check: "subuid-missing",
    meaning: "the account has no subordinate user ids",
  },
  {
    pattern: /no subgid ranges found for/,
    check: "subgid-missing",
    meaning: "the account has no subordinate group ids",
  },
  {
    pattern: /mount `devpts` to `dev\/pts`: Invalid argument|potentially insufficient UIDs or GIDs/,
    check: "subuid-missing",
    meaning: "podman has one id only, and the container was made for more",
  },
  {
    pattern: /default OCI runtime "[^"]+" not found/,
    check: "misleading-crun-not-found",
    or: "crun-or-runc-missing",
    meaning: "podman found no OCI runtime; where one is installed, its runtime directory is what was missing",
  },
  {
    pattern: /cannot resolve \S+: lstat \S+: no such file or directory/,
    check: "system-user-no-home",
    meaning: "the account's home does not exist",
  },
  {
    pattern:
      /creating runtime static files directory.*permission denied|storage\.lock: permission denied|attempt to write a readonly database|configure storage: .*permission denied|bolt_state\.db: permission denied/,
    check: "storage-owned-by-other",
    meaning: "podman may not use the account's container storage",
  },
  {
    pattern: /database or disk is full|[Nn]o space left on device/,
    check: "disk-full",
    meaning: "the file system of the container storage is full",
  },
  {
    pattern: /cannot expose privileged port|Failed to bind port \d+ \(Permission denied\)/,
    check: "privileged-port",
    meaning: "a port below 1024 may not be bound",
  },
  { pattern: /[Aa]ddress already in use/, check: "port-in-use", meaning: "a port is taken already" },
  {
    pattern: /could not find (pasta|slirp4netns)/,
    check: "pasta-or-slirp-missing",
    meaning: "the network helper is not installed",
  },
  {
    pattern:
      /slirp4netns support has been removed|invalid default_rootless_network_cmd option|cni support is not enabled in this build|unsupported network backend "/,
    check: "wrong-network-cmd-after-upgrade",
    meaning: "podman no longer has what is to make the network",
  },
  {
    pattern: /unable to find network with name or ID/,
    check: "network-definition-missing",
    meaning: "a podman network does not exist",
  },
  {
    pattern: networkNotReady,
    check: "network-not-ready-at-boot",
    or: "podman-restart-before-network",
    meaning: "the network that podman was to give to the container was not there",
  },
  {
    pattern: /initializing source docker:\/\/.*(unreachable|no such host|server misbehaving|timeout)/,
    check: "pull-before-network",
    meaning: "an image was to be pulled and the network did not answer",
  },
  {
    pattern: /short-name .* did not resolve|cannot prompt without a TTY/,
    check: "short-name",
    meaning: "an image's short name cannot be resolved without a terminal",
  },
  {
    pattern: /BoltDB database backend was removed|BoltDB database exists but is no longer|from BoltDB to SQLite failed/,
    check: "boltdb-removed-podman6",
    meaning: "podman 6 reads no BoltDB",
  },
  {
    pattern: /^Error: open \S+\.ya?ml: no such file or directory/,
    check: "kube-play-unit",
    meaning: "the YAML that podman is to play does not exist",
  },
  { pattern: /image not known/, check: "image-missing-locally", meaning: "an image is not in the account's storage" },
  {
    pattern: /statfs .*: no such file|HostPath.*: (?:stat|faccessat|open) .*: no such file/,
    check: "bind-source-missing",
    meaning: "a folder to be mounted does not exist",
  },
  {
    pattern: /statfs .*: permission denied/,
    check: "bind-source-permission",
    meaning: "a folder to be mounted may not be read",
  },
  {
    pattern: /SELinux relabeling of .* is not allowed|lsetxattr|failed to change selinux label/,
    check: "selinux-volume-label",
    meaning: "podman may not give a mounted path an SELinux label of containers",
  },
  { pattern: /no such secret/, check: "secret-missing", meaning: "a podman secret does not exist" },
  {
    pattern: /no container with name or ID|no pod with name or ID|no such (container|pod)/,
    check: "stale-generated-unit-ids",
    meaning: "the container or pod that the unit names does not exist in this account",
  },
  {
    pattern: /name .* is (already )?in use/,
    check: "name-in-use-after-unclean-stop",
    meaning: "a container or pod of that name is there already",
  },
  {
    pattern: /start(-pre|-post)? operation timed out/,
    check: "timeout-start",
    meaning: "the start took longer than systemd waits",
  },
];

/** What a line of the journal means. */
export interface Reading {
  /** The checks whose cause it speaks for; empty where it is no cause's alone. */
  readonly checks: readonly string[];
  readonly meaning: string;
  /** `cause`: it names what is wrong; `exit`: it only says how a process ended. */
  readonly tells: "cause" | "exit";
}

/** What a line of the journal means; undefined for a line that no phrase of the catalogue and no exit status matches. */
export function classify(message: string): Reading | undefined {
  const found = phrases.find(({ pattern }) => pattern.test(message));
  if (found)
    return {
      checks: [found.check, ...(found.or === undefined ? [] : [found.or])],
      meaning: found.meaning,
      tells: "cause",
    };
  const exit = exitMeaning(message);
  return exit && { checks: exit.checks, meaning: exit.meaning, tells: exit.beforeExec ? "cause" : "exit" };
}
