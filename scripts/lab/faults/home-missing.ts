import { defineFault } from "../fault.ts";

export const homeMissing = defineFault({
  name: "home-missing",
  on: "seed",
  plant: `mkdir -p /etc/systemd/user/default.target.wants
cp $units/pod.service /etc/systemd/user/
ln -s /etc/systemd/user/pod.service /etc/systemd/user/default.target.wants/
rm -rf $home`,
  first: "system-user-no-home",
  pod: "down",
  note: "as useradd --system leaves it",
});
