import { defineFault } from "../fault.ts";

export const wantedbyMultiUserNotEnabled = defineFault({
  name: "wantedby-multi-user-not-enabled",
  on: "seed",
  plant: `sed -i 's/^WantedBy=.*/WantedBy=multi-user.target/' $units/pod.service && rm -r $units/default.target.wants`,
  first: "wantedby-multi-user-target",
  pod: "down",
  mends: true,
});
