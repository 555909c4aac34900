import { defineFault } from "../fault.ts";

export const orderedInACircle = defineFault({
  name: "ordered-in-a-circle",
  on: "seed",
  plant: `sed -i 's/^After=.*/After=db.service/' $units/pod.service
printf '[Unit]\\nAfter=pod.service\\n[Service]\\nType=oneshot\\nRemainAfterExit=yes\\nExecStart=/bin/true\\n' > $units/db.service
mkdir -p $units/default.target.requires && ln -s $units/db.service $units/default.target.requires/db.service && chown -R podder: $units`,
  first: "ordering-cycle",
  pod: "down",
  nextBoot: "at-risk",
  note: "The other unit is required by default.target, so it is always the pod's that systemd leaves out.",
});
