import { defineHealthy } from "../fault.ts";

export const orderedAfterAnother = defineHealthy({
  name: "ordered-after-another",
  on: "seed",
  plant: `sed -i 's/^After=.*/After=db.service/' $units/pod.service
printf '[Unit]\\nBefore=pod.service\\n[Service]\\nType=oneshot\\nRemainAfterExit=yes\\nExecStart=/bin/true\\n' > $units/db.service
mkdir -p $units/default.target.requires && ln -s $units/db.service $units/default.target.requires/db.service && chown -R podder: $units`,
  looksLike: ["ordering-cycle"],
});
