import { testCheck } from "../../src/testing/check-test.ts";

const shadow = (stdout: string) => ({ commands: { "getent shadow": { stdout, exit: 0 } } });

testCheck("user-manager-account-expired", {
  finds: [
    {
      host: "account-expired",
      status: "fail",
      subject: "podder",
      because: "the account podder has expired, so PAM refuses to start its user manager",
      fix: ["root: chage -E -1 podder", "root: systemctl start user@1001.service"],
      first: true,
    },
    {
      host: "account-expired",
      view: "root",
      status: "fail",
      evidence: ["account expires: 1970-01-02", "ExecMainStatus=224 (PAM)"],
    },
    { host: "seed", status: "pass", subject: "podder" },
  ],
  quietOn: ["password-locked", "password-expired", "linger-off", "nologin-shell"],
  altered: [
    { what: "it expires in the year 2500", changes: shadow("podder:!:20000:0:99999:7::193000:\n"), status: "pass" },
    { what: "the field is empty", changes: shadow("podder:!:20000:0:99999:7:::\n"), status: "pass" },
    {
      what: "there is no shadow entry (SSSD)",
      changes: { commands: { "getent shadow": { stdout: "", exit: 2 } } },
      status: "pass",
    },
    {
      what: "the shadow file could not be asked",
      changes: { commands: { "getent shadow": { outcome: "unanswered", reason: "timeout", detail: "getent hangs" } } },
      status: "unknown",
      summary: "getent hangs",
    },
  ],
});
