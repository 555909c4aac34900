import { testCheck } from "../../src/testing/check-test.ts";

const shadow = (stdout: string) => ({ commands: { "getent shadow": { stdout, exit: 0 } } });

testCheck("user-manager-password-expired", {
  finds: [
    {
      host: "password-expired",
      status: "fail",
      subject: "podder",
      because: "the password of podder has expired, and PAM refuses to start its user manager",
      fix: ['root: chage -M -1 -d "$(date +%F)" podder', "root: systemctl start user@1001.service"],
      first: true,
    },
    {
      host: "password-expired",
      view: "root",
      status: "fail",
      evidence: ["last change: at once", "ExecMainStatus=224 (PAM)"],
    },
    { host: "seed", status: "pass", subject: "podder" },
  ],
  quietOn: ["password-locked", "account-expired", "linger-off"],
  altered: [
    {
      what: "expired, and the manager runs all the same",
      changes: shadow("podder:$y$x:0:0:99999:7:::\n"),
      status: "advice",
    },
    {
      what: "past its maximum age, lingering off",
      host: "trixie/linger-off",
      changes: shadow("podder:$y$x:15000:0:30:7:::\n"),
      status: "warn",
      because: "PAM may refuse",
    },
    { what: "within its maximum age", changes: shadow("podder:$y$x:20000:0:90000:7:::\n"), status: "pass" },
    { what: "no password at all", changes: shadow("podder::15000:0:30:7:::\n"), status: "pass" },
  ],
});
