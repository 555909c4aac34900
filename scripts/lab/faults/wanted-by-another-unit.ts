import { defineHealthy } from "../fault.ts";

export const wantedByAnotherUnit = defineHealthy({
  name: "wanted-by-another-unit",
  on: "seed",
  plant: `sed -i '/^.Install/,$d' $units/pod.service && rm -r $units/default.target.wants
printf "[Unit]\\nWants=pod.service\\n" > $units/pods.target && mkdir $units/default.target.wants && ln -s ../pods.target $units/default.target.wants/ && chown -Rh podder: $units`,
  looksLike: ["unit-not-enabled", "install-section-missing"],
});
