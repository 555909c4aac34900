/** What the way in which a unit's process ended stands for. */
export interface ExitMeaning {
  /** Checks of the failure catalogue whose cause ends so; empty where it is nobody's alone. */
  readonly checks: readonly string[];
  /** As half a sentence: what did not work. */
  readonly meaning: string;
  /** Whether the program itself never ran: then nobody but systemd has a word to say. */
  readonly beforeExec: boolean;
}

type Step = readonly [status: number, name: string, meaning: string, ...checks: string[]];

/**
 * systemd's own exit statuses: the step before the program's first instruction that failed (systemd.exec(5), "Process exit
 * codes"; src/shared/exit-status.c of 257). 223, 234 and 245 on stand for nothing there, or for no service.
 */
const steps: readonly Step[] = [
  [200, "CHDIR", "its WorkingDirectory= is not there or may not be entered", "workingdirectory-missing"],
  [201, "NICE", "its Nice= may not be set by a user's manager", "privileged-directives"],
  [202, "FDS", "systemd could not hand over its file descriptors or sockets"],
  [
    203,
    "EXEC",
    "the program that the unit runs, or the interpreter in its first line, is not there or may not be run",
    "exec-missing",
    "exec-bad-script",
  ],
  [204, "MEMORY", "there was no memory left to start it"],
  [205, "LIMITS", "a Limit…= may not be raised so far by a user's manager", "privileged-directives"],
  [206, "OOM_ADJUST", "its OOMScoreAdjust= may not be set by a user's manager", "privileged-directives"],
  [207, "SIGNAL_MASK", "systemd could not set its signals"],
  [208, "STDIN", "what StandardInput= names cannot be opened"],
  [209, "STDOUT", "what StandardOutput= names cannot be opened", "stdout-path-missing"],
  [210, "CHROOT", "its RootDirectory= is not there or may not be used", "privileged-directives"],
  [211, "IOPRIO", "its IOSchedulingClass= may not be set by a user's manager", "privileged-directives"],
  [212, "TIMERSLACK", "its TimerSlackNSec= could not be set"],
  [213, "SECUREBITS", "its SecureBits= may not be set by a user's manager", "privileged-directives"],
  [214, "SETSCHEDULER", "its CPUSchedulingPolicy= may not be set by a user's manager", "privileged-directives"],
  [215, "CPUAFFINITY", "its CPUAffinity= names processors that this machine does not have"],
  [
    216,
    "GROUP",
    "the unit tries to change its group, which a user's manager may not",
    "user-directive-in-user-unit",
    "groups-dynamicuser-in-user-unit",
  ],
  [
    217,
    "USER",
    "the unit tries to change its user, which a user's manager may not",
    "user-directive-in-user-unit",
    "groups-dynamicuser-in-user-unit",
  ],
  [218, "CAPABILITIES", "the unit asks for capabilities that a user's manager does not have", "privileged-directives"],
  [219, "CGROUP", "it could not be put into its control group"],
  [220, "SETSID", "systemd could not give it a session of its own"],
  [221, "CONFIRM", "somebody declined its start at the console (systemd.confirm_spawn=)"],
  [222, "STDERR", "what StandardError= names cannot be opened", "stdout-path-missing"],
  [
    224,
    "PAM",
    "PAM refused to open a session for it",
    "user-manager-account-expired",
    "user-manager-password-expired",
    "pam-stack-broken",
  ],
  [225, "NETWORK", "its network namespace cannot be set up or entered", "sandbox-directive-blocks-newuidmap"],
  [
    226,
    "NAMESPACE",
    "its view of the file system cannot be set up: a path in a sandbox setting is missing, or a user's manager may not",
    "sandbox-directive-blocks-newuidmap",
    "privileged-directives",
  ],
  [227, "NO_NEW_PRIVILEGES", "NoNewPrivileges= could not be set", "sandbox-directive-blocks-newuidmap"],
  [228, "SECCOMP", "its system call filter could not be set", "sandbox-directive-blocks-newuidmap"],
  [229, "SELINUX_CONTEXT", "its SELinuxContext= could not be set", "selinux-confined-user"],
  [230, "PERSONALITY", "its Personality= could not be set"],
  [231, "APPARMOR", "its AppArmorProfile= is not loaded", "apparmor-or-seccomp-profile-missing"],
  [232, "ADDRESS_FAMILIES", "RestrictAddressFamilies= could not be set", "sandbox-directive-blocks-newuidmap"],
  [233, "RUNTIME_DIRECTORY", "its RuntimeDirectory= cannot be made", "runtime-dir-missing", "runtime-dir-full"],
  [235, "CHOWN", "its socket could not be given to its owner"],
  [236, "SMACK_PROCESS_LABEL", "its SmackProcessLabel= could not be set"],
  [237, "KEYRING", "its kernel keyring could not be made", "keyring-quota"],
  [238, "STATE_DIRECTORY", "its StateDirectory= cannot be made in the home", "home-permissions"],
  [239, "CACHE_DIRECTORY", "its CacheDirectory= cannot be made in the home", "home-permissions"],
  [240, "LOGS_DIRECTORY", "its LogsDirectory= cannot be made in the home", "home-permissions"],
  [241, "CONFIGURATION_DIRECTORY", "its ConfigurationDirectory= cannot be made in the home", "home-permissions"],
  [242, "NUMA_POLICY", "its NUMAPolicy= could not be set"],
  [243, "CREDENTIALS", "a credential that it loads is not there or may not be read", "privileged-directives"],
];

const byStatus = new Map(steps.map((step) => [step[0], step]));
const byName = new Map(steps.map((step) => [step[1], step]));

/**
 * podman's (podman-run(1), "Exit Status"). 126 and 127 say less than the manual promises: libpod gives them to each
 * message of the runtime that speaks of a permission or of a missing file.
 */
const podmans: Readonly<Record<number, string>> = {
  125: "podman itself failed, before the container's program ran",
  126: "podman says that the container's program may not be run, or that something it needs is forbidden",
  127: "podman says that the container's program, or something it needs, was not found",
};

/** What a signal that ends a process mostly means; 128 and its number where a container's process was ended by it. */
const signals: Readonly<Record<number, string>> = {
  1: "it was ended by SIGHUP, as a process that loses its terminal is",
  2: "it was ended by SIGINT",
  4: "it crashed with SIGILL: its image may be made for another processor",
  6: "it gave up by itself with SIGABRT",
  7: "it crashed with SIGBUS: a file that it had mapped was cut short, or a disk is full",
  8: "it crashed with SIGFPE",
  9: "it was killed with SIGKILL: memory ran out, or it did not end in time when told to",
  11: "it crashed with SIGSEGV",
  13: "it was ended by SIGPIPE",
  15: "it was ended by SIGTERM, as who is stopped is",
  24: "it used up its processor time (SIGXCPU)",
  25: "it wrote a file larger than its limit (SIGXFSZ)",
  31: "it made a system call that a filter forbids (SIGSYS)",
};
const firstSignal = 128;

/**
 * What systemd's words on the end of a process mean: `Main process exited, code=exited, status=203/EXEC`, `code=killed,
 * status=9/KILL`, `Failed at step EXEC spawning …`.
 *
 * @returns undefined where the message says nothing of an end, and for an end that is none of these
 */
export function exitMeaning(message: string): ExitMeaning | undefined {
  const step = /Failed at step ([A-Z_]+) spawning /.exec(message)?.[1];
  if (step !== undefined) return stepMeaning(byName.get(step));
  const ended = /\bcode=(exited|killed|dumped), status=(\d+)\/([A-Z_]+|n\/a)/.exec(message);
  if (!ended) return undefined;
  const status = Number(ended[2]);
  if (ended[1] !== "exited") return ran(signals[status]);
  const own = byStatus.get(status);
  // The names came one by one: an old systemd has none for a number that was a program's own then.
  if (own && ended[3] === own[1]) return stepMeaning(own);
  return ran(podmans[status] ?? signals[status - firstSignal]);
}

/** What an exit status alone means, as `systemctl show -p ExecMainStatus` has it. */
export function statusMeaning(status: number): string | undefined {
  return byStatus.get(status)?.[2] ?? podmans[status] ?? signals[status - firstSignal];
}

/** The exit statuses of systemd that are told. */
export const systemdStatuses: readonly (readonly [status: number, name: string])[] = steps.map(([status, name]) => [
  status,
  name,
]);

function stepMeaning(step: Step | undefined): ExitMeaning | undefined {
  if (!step) return undefined;
  const [, , meaning, ...checks] = step;
  return { checks, meaning, beforeExec: true };
}

function ran(meaning: string | undefined): ExitMeaning | undefined {
  return meaning === undefined ? undefined : { checks: [], meaning, beforeExec: false };
}
