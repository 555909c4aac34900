import { testCheck } from "../../src/testing/check-test.ts";

const shadow = (line: string, shown = true) => ({
  host: shown ? "trixie/seed" : "trixie/linger-off",
  changes: { commands: { "getent shadow -- podder": { exit: 0, stdout: `${line}\n` } } },
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
      what: "it must be changed, and the manager runs all the same",
      ...shadow("podder:$y$x:0:0:99999:7:::"),
      status: "advice",
    },
    {
      what: "it must be changed, and no manager was started that could have been refused",
      ...shadow("podder:$y$x:0:0:99999:7:::", false),
      status: "warn",
      because: "may refuse",
    },
    { what: "it is older than it may be", ...shadow("podder:$y$x:18262:0:30:7:::", false), status: "warn" },
    { what: "it is as young as it must be", ...shadow("podder:$y$x:20450:0:30:7:::", false), status: "pass" },
    { what: "it never gets too old", ...shadow("podder:$y$x:18262:0:99999:7:::", false), status: "pass" },
    { what: "there is no password that could get old", ...shadow("podder::18262:0:30:7:::", false), status: "pass" },
  ],
});
