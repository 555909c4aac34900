import { testCheck } from "../../src/testing/check-test.ts";

const expiring = (date: string) => ({
  commands: { "chage -l": { stdout: `Password expires\t: ${date}\nAccount expires\t: never\n`, exit: 0 } },
});

testCheck("user-manager-password-expired", {
  finds: [
    {
      host: "password-expired",
      status: "fail",
      subject: "podder",
      because: "the password of podder has expired, and PAM refuses to start its user manager",
      evidence: ["ExecMainStatus=224 (PAM)"],
      fix: ["root: chage -M -1 ", "root: systemctl start user@1001.service"],
      first: true,
    },
  ],
  quietOn: ["seed", "linger-off", "account-expired"],
  altered: [
    {
      what: "expired, and the manager runs all the same",
      changes: expiring("password must be changed"),
      status: "advice",
    },
    {
      what: "past its maximum age, lingering off",
      host: "trixie/linger-off",
      changes: expiring("Jan 01, 2020"),
      status: "warn",
      because: "PAM may refuse",
    },
    { what: "within its maximum age", changes: expiring("Dec 31, 2099"), status: "pass" },
  ],
});
