import { defineCheck } from "../../src/diagnosis/check.ts";
import { lineOf, pass } from "../../src/diagnosis/findings.ts";

/** systemd ends with 1 where it is to be a user manager and has no runtime directory (main.c). */
const noRuntimeDirectory = 1;

export const pamSystemdMissing = defineCheck({
  id: "pam-systemd-missing",
  group: "user-manager",
  title: "PAM gives the user manager its runtime directory (pam_systemd)",
  layer: "user-manager",
  step: "manager",
  repair: "manual",
  facts: ["account", "pamStack", "login"],
  judge({ account, pamStack, login }) {
    const { path, files, line, module } = pamStack;
    const { name, mainStatus, activeState, result } = login.userManager;
    const said =
      mainStatus === noRuntimeDirectory
        ? [
            {
              source: `systemctl show ${name} -p Result,ExecMainStatus`,
              lines: [`Result=${result}`, "ExecMainStatus=1"],
            },
          ]
        : [];
    const fix = [
      {
        as: "root" as const,
        edit: "Install the package with pam_systemd.so (Debian, Ubuntu: libpam-systemd) and have a session line with it in the PAM service systemd-user.",
      },
    ];
    // A manager that runs has its runtime directory from somewhere; then this reading of the stack is what is wrong.
    const runs = activeState === "active" && login.runtimeDirectory.activeState === "active";
    if (line && module === "absent" && runs) {
      return {
        subject: account.name,
        status: "unknown",
        summary: "pam_systemd.so was not found, and the user manager runs all the same",
        evidence: [lineOf(line, line.text)],
      };
    }
    if (line && module === "absent") {
      return {
        subject: account.name,
        status: "fail",
        summary: "pam_systemd.so is not installed",
        because: "pam_systemd.so is not installed, so the user manager gets no runtime directory and ends at once",
        evidence: [
          lineOf(line, line.text),
          { source: "pam_systemd.so", lines: ["in no folder of PAM modules"] },
          ...said,
        ],
        fix,
      };
    }
    if (line) return pass(account.name, `pam_systemd is in the PAM service systemd-user`, lineOf(line, line.text));
    if (runs) {
      return {
        subject: account.name,
        status: "unknown",
        summary: "No session line names pam_systemd, and the user manager runs all the same",
        evidence: [{ source: path, lines: [`read: ${files.join(", ")}`] }],
      };
    }
    return {
      subject: account.name,
      status: "fail",
      summary: "No session line of the PAM service systemd-user names pam_systemd",
      because:
        "the PAM service systemd-user has no pam_systemd, so the user manager gets no runtime directory and ends at once",
      evidence: [{ source: path, lines: [`no session line with pam_systemd.so in ${files.join(", ")}`] }, ...said],
      fix,
    };
  },
  explanation: {
    what: "user@UID.service opens a session of the PAM service systemd-user, and nothing in it is pam_systemd, or its module is not installed.",
    why: "pam_systemd tells the manager its runtime directory. Without it: `Trying to run as user instance, but $XDG_RUNTIME_DIR is not set.` and `status=1/FAILURE`, on 252 and 257. It happens in small images and where somebody has pared PAM down.",
    see: [
      "grep -rn pam_systemd.so /etc/pam.d /usr/lib/pam.d",
      "journalctl -b -u user@UID.service",
      "systemctl show user@UID.service -p Result,ExecMainStatus",
    ],
    mend: "Debian, Ubuntu: `apt install libpam-systemd` and `pam-auth-update --enable systemd`. Elsewhere the module comes with systemd: restore the distribution's file for systemd-user.",
    healthy:
      "A line in an included file counts. Where there is no file for systemd-user PAM takes `other`, and where that has the line the manager starts (booted).",
    sources: [
      "pam_systemd(8), pam.conf(5)",
      "failure catalogue A10",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
