import { defineHealthy } from "../fault.ts";

export const passwordLocked = defineHealthy({
  name: "password-locked",
  on: "seed",
  plant: `usermod -L podder; chage -M 30 -W 7 podder`,
  looksLike: ["user-manager-account-expired", "user-manager-password-expired"],
});
