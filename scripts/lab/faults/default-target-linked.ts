import { defineHealthy } from "../fault.ts";

export const defaultTargetLinked = defineHealthy({
  name: "default-target-linked",
  on: "seed",
  plant: "ln -s /usr/lib/systemd/user/default.target $units/default.target",
  looksLike: ["user-default-target-broken"],
});
