import { defineFault } from "../fault.ts";

export const defaultTargetMasked = defineFault({
  name: "default-target-masked",
  on: "seed",
  plant: "ln -s /dev/null $units/default.target && chown -h podder: $units/default.target",
  slow: true,
  first: "user-default-target-broken",
  pod: "down",
  mends: ["--only", "user-default-target-broken"],
});
