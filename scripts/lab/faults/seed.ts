import { defineHealthy } from "../fault.ts";

export const seed = defineHealthy({
  name: "seed",
  on: "seed",
  looksLike: [
    "linger-not-enabled",
    "linger-file-without-user",
    "user-dbus-missing",
    "dbus-socket-dependency-in-unit",
    "unit-dir-missing",
    "unit-syntax-error",
    "unit-not-enabled",
    "enabled-in-wrong-manager",
    "exec-missing",
  ],
});
