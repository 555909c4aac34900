import { defineFault } from "../fault.ts";

export const wantedbyMultiUser = defineFault({
  name: "wantedby-multi-user",
  on: "seed",
  plant: `sed -i 's/^WantedBy=.*/WantedBy=multi-user.target/' $units/pod.service && mv $units/default.target.wants $units/multi-user.target.wants`,
  first: "wantedby-multi-user-target",
  pod: "down",
  mends: true,
});
