import { defineFault } from "../fault.ts";

export const unitLinksNowhere = defineFault({
  name: "unit-links-nowhere",
  on: "seed",
  plant: `mkdir -p /srv/pods && mv $units/pod.service /srv/pods/pod.service && ln -s /srv/pods/pod.service $units/pod.service && rm /srv/pods/pod.service`,
  first: "unit-dangling-symlink",
  pod: "down",
});
