import { testCheck } from "../../src/testing/check-test.ts";

const expiring = (date: string) => ({
  commands: { "chage -l": { stdout: `Password expires\t: never\nAccount expires\t: ${date}\n`, exit: 0 } },
});

testCheck("user-manager-account-expired", {
  finds: [
    {
      host: "account-expired",
      status: "fail",
      subject: "podder",
      because: "the account podder has expired, so PAM refuses to start its user manager",
      evidence: ["ccount expires"],
      fix: ["root: chage -E -1 podder", "root: systemctl start user@1001.service"],
      first: true,
    },
  ],
  quietOn: ["seed", "linger-off", "password-expired"],
  altered: [
    { what: "it expires in the year 2099", changes: expiring("Dec 31, 2099"), status: "pass" },
    { what: "it expired by an ISO date", changes: expiring("2020-11-01"), status: "fail" },
    {
      what: "the account is not in the shadow file (SSSD)",
      changes: {
        commands: { "chage -l": { stdout: "", stderr: "chage: user 'podder' does not exist in /etc/passwd", exit: 1 } },
      },
      status: "pass",
    },
    {
      what: "chage was refused",
      changes: { commands: { "chage -l": { stdout: "", stderr: "chage: Permission denied.", exit: 1 } } },
      status: "unknown",
      summary: "Permission denied",
    },
    {
      what: "chage hung",
      changes: { commands: { "chage -l": { outcome: "unanswered", reason: "timeout", detail: "chage hangs" } } },
      status: "unknown",
      summary: "chage hangs",
    },
  ],
});
