import { testCheck } from "../../src/testing/check-test.ts";

testCheck("not-a-login-session", {
  finds: [
    {
      host: "after-su",
      view: "after-su",
      status: "advice",
      subject: "podder",
      summary: "XDG_RUNTIME_DIR is not set",
      evidence: ["printenv XDG_RUNTIME_DIR: XDG_RUNTIME_DIR is not set"],
      fix: ["user: export XDG_RUNTIME_DIR=/run/user/1001"],
      first: false,
    },
    { host: "seed", view: "user", status: "pass" },
    { host: "seed", view: "root", status: "not-applicable" },
  ],
  quietOn: ["after-su", "linger-off"],
  altered: [
    {
      what: "the variable is another user's, as `su` without `-` leaves it",
      view: "user",
      changes: { caller: { environment: { XDG_RUNTIME_DIR: "/run/user/1000" } } },
      status: "advice",
      summary: "/run/user/1000",
      fix: ["user: export XDG_RUNTIME_DIR=/run/user/1001"],
    },
    {
      what: "the variable is set, though without the bus address",
      view: "user",
      changes: { caller: { environment: { XDG_RUNTIME_DIR: "/run/user/1001" } } },
      status: "pass",
    },
    {
      what: "the variable is empty",
      view: "user",
      changes: { caller: { environment: { XDG_RUNTIME_DIR: "" } } },
      status: "advice",
    },
  ],
});
