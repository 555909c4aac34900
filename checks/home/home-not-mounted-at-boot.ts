import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { lineOf, pass, shellQuote, statusOf } from "../../src/diagnosis/findings.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { openedLate } from "./opened-late.ts";

export const homeNotMountedAtBoot = defineCheck({
  id: "home-not-mounted-at-boot",
  group: "home",
  title: "The home is mounted before the user manager starts",
  layer: "home",
  step: "unit",
  repair: "root",
  facts: ["account", "home"],
  optionalFacts: ["homeOpening", "podUnits"],
  judge({ account, home, homeOpening, podUnits }) {
    const { path, status, inFstab, mounted, unit } = home;
    const found = podUnits === undefined ? 1 : podUnits.units.length + podUnits.quadlets.length;
    const late = openedLate(home, homeOpening, account.name, found);
    if (late) return late;
    if (!unit) return notApplicable(account.name, `${path} lies on the root file system`);
    const evidence = [
      ...(inFstab
        ? [
            lineOf(
              { path: "/etc/fstab", line: inFstab.line },
              [inFstab.source, inFstab.target, inFstab.type, inFstab.options.join(",")].join(" "),
            ),
          ]
        : []),
      ...(mounted
        ? [{ source: "/proc/self/mounts", lines: [`${mounted.source} ${mounted.target} ${mounted.type}`] }]
        : [statusOf(path, status)]),
      { source: `systemctl show ${shellQuote(unit.name)}`, lines: [`ActiveState=${unit.activeState}`] },
    ];
    const target = inFstab?.target ?? mounted?.target ?? path;
    const require = [
      "[Unit]",
      `# The user manager reads the units of its user's home when it starts.`,
      `RequiresMountsFor=${path}`,
    ];
    const dropIn = `/etc/systemd/system/user@${account.uid}.service.d/50-poddoctor-home.conf`;
    const repair = repairOf(
      { kind: "file", as: "root", path: dropIn, content: `${require.join("\n")}\n` },
      { kind: "command", as: "root", argv: ["systemctl", "daemon-reload"], undo: ["systemctl", "daemon-reload"] },
      // What else is wrong stands in the home.
      { kind: "command", as: "root", argv: ["systemctl", "start", "--", unit.name] },
    );
    const fix = [
      {
        as: "root" as const,
        edit: `systemctl edit user@${account.uid}.service: [Unit], RequiresMountsFor=${path}; then reboot.`,
      },
    ];
    if (unit.required) return pass(account.name, `The user manager waits until ${target} is mounted`, ...evidence);
    if (unit.onDemand) return pass(account.name, `${target} is mounted as soon as somebody looks into it`, ...evidence);
    if (inFstab?.options.includes("noauto")) {
      return {
        subject: account.name,
        status: "fail",
        summary: `${target} is not mounted at boot (noauto)`,
        because: `${target} is not mounted at boot (noauto in /etc/fstab), so the user manager finds no units in the home`,
        evidence,
        repair,
        fix: [{ as: "root", edit: `Take noauto out of /etc/fstab, line ${inFstab.line}.` }, ...fix],
      };
    }
    if (unit.configured && unit.ordered)
      return pass(account.name, `${target} is mounted before any user manager starts`, ...evidence);
    if (!unit.configured && unit.late === false)
      return pass(account.name, `${target} was mounted by the time the user manager started in this boot`, ...evidence);
    if (!unit.configured && unit.late === undefined) {
      return {
        subject: account.name,
        status: "unknown",
        summary: `${target} is mounted, nothing is configured that does so at boot, and no user manager has started yet`,
        evidence,
      };
    }
    if (!unit.configured) {
      return {
        subject: account.name,
        status: "fail",
        summary: `${target} is mounted now, and nothing mounts it at boot`,
        because: `${target} is mounted by a login or by hand, and nothing mounts it at boot`,
        evidence,
        fix: [
          {
            as: "root",
            edit: `Have ${target} mounted at boot (/etc/fstab or a mount unit), or keep the pods' account and storage on another file system: an encrypted home opens at login only.`,
          },
        ],
      };
    }
    return {
      subject: account.name,
      status: "warn",
      summary: `Nothing lets the user manager wait until ${target} is mounted`,
      because: `nothing lets the user manager wait until ${target} is mounted, so it may look for the units before they are there`,
      evidence,
      repair,
      fix,
    };
  },
  explanation: {
    what: "The home lies on a file system of its own, and the user manager does not wait for it, or nothing mounts it at boot at all.",
    why: "The manager reads ~/.config/systemd/user when it starts. Where the home comes later, it has no units, and nothing fails: `systemctl --user` says `not found` until a daemon-reload. Mounts of /etc/fstab are awaited, those of the network (_netdev) too (systemd 252 and 257: user@.service comes after systemd-user-sessions.service, that after remote-fs.target and home.mount). A mount with nofail is not awaited, unless it is /home itself; one with noauto is not mounted; an encrypted home (systemd-homed, pam_mount, ecryptfs, fscrypt) is opened by a login only. autofs.service is none of the things for which sessions wait: a home in one of its maps may not be there yet.",
    see: [
      "findmnt -T ~USER",
      "systemctl show user@UID.service -p After,RequiresMountsFor",
      "systemctl show home-USER.mount -p ActiveEnterTimestamp,Before",
    ],
    mend: "As root, in /etc/systemd/system/user@UID.service.d/home.conf: `[Unit]` and `RequiresMountsFor=/home/USER`; then `systemctl daemon-reload` and reboot. Not for an encrypted home: there the pods need another account.",
    healthy:
      "A home on the root file system, an ordinary entry of /etc/fstab, one with _netdev, one with x-systemd.automount, one in a map of autofs where user@.service comes after autofs.service, a home beside one that somebody else encrypted, and a drop-in with RequiresMountsFor=.",
    sources: [
      "systemd.mount(5), user@.service(5), systemd-homed.service(8), auto.master(5), pam_mount.conf(5), ecryptfs-setup-private(1), chattr(1)",
      "failure catalogue N01, N02 (homes that a login or autofs opens: by their files, not booted)",
      "systemd#16689, podman#20660",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
