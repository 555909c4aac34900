import { absent, denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const own = "trixie/home-on-its-own-mount";
const identity = "/var/lib/systemd/home/podder.identity";
const config = "/home/podder/.config";
const noOpening = {
  stats: { [identity]: absent, "/.fscrypt": absent, "/home/.fscrypt": absent },
  files: {
    "/home/.ecryptfs/podder/.ecryptfs/Private.mnt": absent,
    "/etc/security/pam_mount.conf.xml": absent,
    "/etc/auto.master": absent,
  },
  lists: { "/etc/auto.master.d": absent },
};
const closed = [config, `${config}/systemd/user`, `${config}/containers/systemd`];
/** A home that has nothing of its owner's in it, as it is before a login. */
const empty = {
  ...noOpening.stats,
  [`${config}/systemd/user`]: absent,
  [`${config}/containers/systemd`]: absent,
};
const mounts = (more: string) => ({ "/proc/self/mounts": (text: string) => `${text}${more}` });
const late = "trixie/home-nofail";
const show = (change: (text: string) => string) => ({
  commands: { "-- /home/podder user@1001.service": ({ stdout }: { stdout: string }) => ({ stdout: change(stdout) }) },
});

testCheck("home-not-mounted-at-boot", {
  finds: [
    {
      host: "home-noauto",
      status: "fail",
      subject: "podder",
      because: "/home/podder is not mounted at boot (noauto in /etc/fstab)",
      evidence: ["/srv/homes/podder /home/podder none bind,noauto"],
      fix: ["root: Take noauto out of /etc/fstab", "RequiresMountsFor=/home/podder"],
      first: true,
    },
    {
      host: "home-nofail",
      status: "warn",
      because: "nothing lets the user manager wait until /home/podder is mounted",
      first: true,
    },
    { host: "home-on-its-own-mount", status: "pass", summary: "before any user manager starts" },
    { host: "home-on-the-network", status: "pass" },
    { host: "disk-nearly-full", status: "pass", summary: "was mounted by the time the user manager started" },
    { host: "cache-of-roots", status: "not-applicable" },
  ],
  altered: [
    {
      what: "the manager is told to wait for it",
      host: late,
      changes: show((text) => text.replace(/^RequiresMountsFor=.*$/gm, "RequiresMountsFor=/home/podder")),
      status: "pass",
    },
    {
      what: "a mount that nobody has configured, and that came after the manager: a login opened the home",
      host: own,
      changes: {
        files: { "/etc/fstab": "" },
        ...show((text) =>
          text
            .replace(/^(FragmentPath|SourcePath)=.*$/gm, "$1=")
            .replace(/^ActiveEnterTimestampMonotonic=10\d*$/m, "ActiveEnterTimestampMonotonic=99000000"),
        ),
      },
      status: "fail",
      because: "mounted by a login or by hand",
    },
    {
      what: "it is mounted on demand",
      host: "trixie/home-noauto",
      changes: show((text) => text.replace("TriggeredBy=", "TriggeredBy=home-podder.automount")),
      status: "pass",
    },
    {
      what: "systemd-homed has the user, and nobody has logged in",
      host: "trixie/home-missing",
      changes: {
        ...noOpening,
        stats: { ...empty, [identity]: { kind: "file", uid: 0 } },
        gone: ["/etc/systemd/user/pod.service"],
      },
      status: "fail",
      because: "/home/podder is closed until podder logs in (systemd-homed opens it)",
      evidence: [`${identity}: exists`],
      first: true,
    },
    {
      what: "systemd-homed has the user, whose units stand in /etc: its storage may lie elsewhere",
      host: "trixie/home-missing",
      changes: { ...noOpening, stats: { ...empty, [identity]: { kind: "file", uid: 0 } } },
      status: "warn",
      because: "systemd-homed opens it",
    },
    {
      what: "ecryptfs, closed",
      changes: {
        ...noOpening,
        stats: empty,
        gone: closed,
        files: { ...noOpening.files, "/home/.ecryptfs/podder/.ecryptfs/Private.mnt": "/home/podder\n" },
      },
      status: "fail",
      because: "ecryptfs opens it",
      first: true,
    },
    {
      what: "ecryptfs of ~/Private alone",
      changes: {
        ...noOpening,
        files: { ...noOpening.files, "/home/.ecryptfs/podder/.ecryptfs/Private.mnt": "/home/podder/Private\n" },
      },
      status: "not-applicable",
    },
    {
      what: "pam_mount of this home, closed",
      changes: {
        ...noOpening,
        stats: empty,
        gone: closed,
        files: {
          ...noOpening.files,
          "/etc/security/pam_mount.conf.xml":
            '<pam_mount>\n<!-- <volume user="podder" mountpoint="~" /> -->\n<volume user="podder" fstype="crypt"\n path="/dev/vg/podder" mountpoint="/home/%(USER)" />\n</pam_mount>\n',
        },
      },
      status: "fail",
      because: "pam_mount mounts it",
      evidence: ['/etc/security/pam_mount.conf.xml:3: mountpoint="/home/%(USER)"'],
    },
    {
      what: "pam_mount names this home, which has its units without it",
      changes: {
        ...noOpening,
        stats: { ...noOpening.stats, [`${config}/systemd/user`]: { kind: "directory" } },
        files: {
          ...noOpening.files,
          "/etc/security/pam_mount.conf.xml": '<volume user="podder" path="/dev/sdb1" mountpoint="~" />',
        },
      },
      status: "not-applicable",
    },
    {
      what: "pam_mount of somebody else's home",
      changes: {
        ...noOpening,
        files: {
          ...noOpening.files,
          "/etc/security/pam_mount.conf.xml": '<volume user="other" path="/dev/sdb1" mountpoint="~" />',
        },
      },
      status: "not-applicable",
    },
    {
      what: "fscrypt of this home",
      changes: {
        ...noOpening,
        stats: { ...empty, "/home/.fscrypt": { kind: "directory", uid: 0 } },
        answers: { "lsattr -d -- /home/podder": { stdout: "------------E-e------- /home/podder\n" } },
      },
      status: "warn",
      because: "fscrypt unlocks it",
    },
    {
      what: "fscrypt of somebody else's home",
      changes: {
        ...noOpening,
        stats: { ...empty, "/home/.fscrypt": { kind: "directory", uid: 0 } },
        answers: { "lsattr -d -- /home/podder": { stdout: "--------------e------- /home/podder\n" } },
      },
      status: "not-applicable",
    },
    {
      what: "autofs has mounted it, and no user manager waits for autofs",
      host: own,
      changes: {
        files: { "/etc/fstab": "", ...mounts("/etc/auto.home /home autofs rw 0 0\n") },
        ...show((text) => text.replace(/^(FragmentPath|SourcePath)=.*$/gm, "$1=")),
      },
      status: "warn",
      because: "nothing lets the user manager wait for autofs.service",
      evidence: ["/etc/auto.home /home autofs"],
    },
    {
      what: "autofs has mounted it, and the user manager waits for autofs",
      host: own,
      changes: {
        files: { "/etc/fstab": "", ...mounts("/etc/auto.home /home autofs rw 0 0\n") },
        ...show((text) =>
          text.replace(/^(FragmentPath|SourcePath)=.*$/gm, "$1=").replace(/^After=/gm, "After=autofs.service "),
        ),
      },
      status: "pass",
    },
    {
      what: "a map of autofs, before the daemon runs",
      changes: {
        ...noOpening,
        stats: empty,
        gone: closed,
        files: { ...noOpening.files, "/etc/auto.master": "+auto.master\n/home /etc/auto.home --timeout=60\n" },
      },
      status: "warn",
      evidence: ["/etc/auto.master:2: /home /etc/auto.home --timeout=60"],
    },
    {
      what: "an old map of autofs, and the home has its units",
      changes: {
        ...noOpening,
        stats: { ...noOpening.stats, [`${config}/systemd/user`]: { kind: "directory" } },
        files: { ...noOpening.files, "/etc/auto.master": "/home /etc/auto.home\n" },
      },
      status: "not-applicable",
    },
    {
      what: "no fstab, and the home on the root",
      host: "trixie/cache-of-roots",
      changes: { files: { "/etc/fstab": absent } },
      status: "not-applicable",
    },
    {
      what: "fstab may not be read",
      host: own,
      changes: { files: { "/etc/fstab": denied("/etc/fstab") } },
      status: "unknown",
    },
    {
      what: "systemd does not answer",
      host: own,
      changes: { commands: { "-- /home/podder user@1001.service": timedOut("systemctl") } },
      status: "unknown",
    },
  ],
});
