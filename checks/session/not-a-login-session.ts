import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { pass } from "../../src/diagnosis/findings.ts";

export const notALoginSession = defineCheck({
  id: "not-a-login-session",
  group: "session",
  title: "This shell reaches the user manager",
  layer: "observation",
  repair: "manual",
  facts: ["situation", "account"],
  judge({ situation, account }) {
    if (situation.kind === "root" || situation.kind === "other") {
      return notApplicable(account.name, "poddoctor is not run as the account itself");
    }
    const { runtimeDirectoryVariable: value } = situation;
    const evidence = [
      {
        source: "printenv XDG_RUNTIME_DIR",
        lines: [value === undefined ? "XDG_RUNTIME_DIR is not set" : `XDG_RUNTIME_DIR=${value}`],
      },
    ];
    if (situation.kind === "session") return pass(account.name, "This shell reaches the user manager", ...evidence);
    return {
      subject: account.name,
      status: "advice",
      summary:
        value === undefined
          ? "XDG_RUNTIME_DIR is not set, so systemctl --user and podman fail in this shell"
          : `XDG_RUNTIME_DIR names ${value}, which is not this account's`,
      evidence,
      fix: [{ as: "user", command: `export XDG_RUNTIME_DIR=${account.runtimeDirectory}` }],
    };
  },
  explanation: {
    what: "The shell was not opened by a login of this account (su, sudo -u, cron), so it does not know the account's runtime directory.",
    why: "`systemctl --user` then answers `Failed to connect to bus: No medium found` (systemd 252) or `… $DBUS_SESSION_BUS_ADDRESS and $XDG_RUNTIME_DIR not defined` (257). It is a matter of this shell only and says nothing about a boot: poddoctor sets the variable for what it runs itself.",
    see: ['echo "$XDG_RUNTIME_DIR"', "loginctl session-status"],
    mend: "`export XDG_RUNTIME_DIR=/run/user/$(id -u)`, or log in with `machinectl shell USER@` or `ssh USER@localhost`. Note that a login starts the account's user manager, and with it what should have started at boot.",
    healthy: "A script run by cron or a system unit never has a session; nothing is wrong with its host.",
    sources: [
      "podman troubleshooting.md, 31",
      "failure catalogue A17",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
