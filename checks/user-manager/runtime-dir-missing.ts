import { defineCheck } from "../../src/diagnosis/check.ts";
import { asRoot, pass, statusOf } from "../../src/diagnosis/findings.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { startManager } from "./start-manager.ts";

export const runtimeDirMissing = defineCheck({
  id: "runtime-dir-missing",
  group: "user-manager",
  title: "The runtime directory is there",
  layer: "user-manager",
  step: "manager",
  repair: "root",
  facts: ["account", "runtime", "login", "linger", "platform"],
  consequenceOf: [
    "user-manager-account-expired",
    "user-manager-password-expired",
    "linger-not-enabled",
    "linger-wrong-user",
    "linger-file-without-user",
    "user-manager-masked",
    "pam-systemd-missing",
    "user-default-target-broken",
  ],
  judge({ account, runtime, login, linger, platform }) {
    const { path, status } = runtime.directory;
    const { runtimeDirectory: unit, userManager } = login;
    const usable =
      status.outcome === "present" &&
      status.kind === "directory" &&
      status.uid === account.uid &&
      (status.mode & 0o700) === 0o700;
    const evidence = [
      statusOf(path, status),
      {
        source: `systemctl show ${unit.name} ${userManager.name}`,
        lines: [unit, userManager].map(
          ({ name, activeState, result }) => `${name}: ActiveState=${activeState} Result=${result}`,
        ),
      },
    ];
    if (usable) return pass(account.name, "The runtime directory is there", ...evidence);
    const what =
      status.outcome === "present"
        ? `${path} is not a directory of ${account.name}'s with mode 0700`
        : `${path} does not exist`;
    const broken = unit.result !== "success" || userManager.result !== "success";
    const since = linger.sinceMs ?? 0;
    const lingersSinceBoot = platform.bootedAt !== "" && since > Date.parse(platform.bootedAt);
    if (
      status.outcome === "absent" &&
      linger.enabled &&
      !broken &&
      lingersSinceBoot &&
      userManager.startedUs === undefined
    ) {
      return {
        subject: account.name,
        status: "advice",
        summary: `${path} does not exist yet: the linger file was made by hand after this boot`,
        evidence,
        fix: asRoot(`systemctl start ${userManager.name}`),
        repair: repairOf(startManager(account.uid)),
      };
    }
    return {
      subject: account.name,
      status: "fail",
      summary: what,
      because: broken
        ? `${unit.result === "success" ? userManager.name : unit.name} failed, so there is no runtime directory for podman and no user manager`
        : `${what}, so neither the user manager nor podman can run`,
      evidence,
      // A directory that was removed, or a manager that was stopped, comes back by itself.
      ...(broken ? {} : { onlyNow: true as const, repair: repairOf(startManager(account.uid)) }),
      fix: asRoot(
        `systemctl reset-failed ${unit.name} ${userManager.name}`,
        `systemctl restart ${unit.name} ${userManager.name}`,
      ),
    };
  },
  explanation: {
    what: "/run/user/UID, which systemd makes for each user who logs in or lingers, is missing or belongs to somebody else.",
    why: "The user manager's sockets and all of podman's run-time state live there. podman 5 then says the misleading `default OCI runtime \"crun\" not found`; podman 4 says `RunRoot is pointing to a path … which is not writable`.",
    see: [
      "ls -ld /run/user/UID",
      "systemctl status user-runtime-dir@UID.service user@UID.service",
      "findmnt /run/user/UID",
    ],
    mend: "Mend what keeps the manager from starting (mostly lingering); then `systemctl start user@UID.service` as root. Never make the directory by hand: it must be the mount that systemd makes.",
    healthy:
      "Without lingering and without a login it is missing by design. After `touch /var/lib/systemd/linger/USER` on a running host it is missing until the next boot.",
    sources: [
      "src/login/user-runtime-dir.c",
      "failure catalogue A14, A06",
      "podman#9002, #10547",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
