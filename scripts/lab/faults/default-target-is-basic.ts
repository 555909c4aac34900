import { defineHealthy } from "../fault.ts";

export const defaultTargetIsBasic = defineHealthy({
  name: "default-target-is-basic",
  on: "seed",
  plant: "ln -s /usr/lib/systemd/user/basic.target $units/default.target",
  looksLike: ["user-default-target-broken"],
  note: "The manager starts basic.target by the name default.target, and what default.target.wants holds with it.",
});
