import { defineHealthy } from "../fault.ts";

export const nologinShell = defineHealthy({
  name: "nologin-shell",
  on: "seed",
  plant: `usermod -s /usr/sbin/nologin podder`,
  looksLike: ["linger-not-enabled", "not-a-login-session", "system-user-no-home"],
});
