import { defineHealthy } from "../fault.ts";

export const startedByTimer = defineHealthy({
  name: "started-by-timer",
  on: "seed",
  plant: `sed -i '/^.Install/,$d' $units/pod.service && rm -r $units/default.target.wants
printf "[Timer]\\nOnStartupSec=1\\nAccuracySec=1\\n[Install]\\nWantedBy=timers.target\\n" > $units/pod.timer
mkdir $units/timers.target.wants && ln -s $units/pod.timer $units/timers.target.wants/ && chown -Rh podder: $units`,
  looksLike: ["unit-not-enabled", "install-section-missing"],
  note: "Only its timer is enabled.",
});
