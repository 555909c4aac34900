import { timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const shadow = (line: string) => ({ commands: { "getent shadow -- podder": { exit: 0, stdout: `${line}\n` } } });
const chage = (stdout: string) => ({ commands: { "chage -l podder": { exit: 0, stdout } } });

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
    { what: "it expires in the year 2050", changes: shadow("podder:!:18262:0:99999:7::29220:"), status: "pass" },
    { what: "it expired long ago", changes: shadow("podder:!:18262:0:99999:7::18262:"), status: "fail" },
    { what: "it expires today", changes: shadow("podder:!:18262:0:99999:7::20454:"), status: "fail" },
    { what: "it expires tomorrow", changes: shadow("podder:!:18262:0:99999:7::20455:"), status: "pass" },
    {
      what: "it is no local account, and has no limits here",
      changes: { commands: { "getent shadow -- podder": { exit: 2, stdout: "" } } },
      status: "pass",
    },
    {
      what: "getent hangs",
      changes: { commands: { "getent shadow -- podder": timedOut("getent") } },
      status: "unknown",
    },
    { what: "as the account: never", view: "user", changes: chage("Account expires\t: never\n"), status: "pass" },
    {
      what: "as the account, who may not ask",
      view: "user",
      changes: { commands: { "chage -l podder": { exit: 1, stdout: "", stderr: "chage: Permission denied.\n" } } },
      status: "unknown",
    },
  ],
});
