import { defineHealthy } from "../fault.ts";

export const startedByPath = defineHealthy({
  name: "started-by-path",
  on: "seed",
  plant: `sed -i '/^.Install/,$d' $units/pod.service && rm -r $units/default.target.wants
printf "[Path]\\nPathExists=%%h/go\\n[Install]\\nWantedBy=paths.target\\n" > $units/pod.path && touch $home/go
mkdir $units/paths.target.wants && ln -s $units/pod.path $units/paths.target.wants/ && chown -Rh podder: $units $home/go`,
  looksLike: ["unit-not-enabled", "install-section-missing"],
  note: "Only its path unit is enabled, and what that waits for is there at boot.",
});
