import { defineFault } from "../fault.ts";

export const quadletOnOldPodman = defineFault({
  name: "quadlet-on-old-podman",
  on: "seed",
  releases: ["bookworm"],
  plant: `rm $units/pod.service $units/default.target.wants/pod.service && mkdir -p $home/.config/containers/systemd && printf '[Container]\\nImage=localhost/app:1\\n\\n[Install]\\nWantedBy=default.target\\n' > $home/.config/containers/systemd/web.container && chown -R podder: $home/.config/containers`,
  first: "quadlet-unsupported-podman",
  pod: "down",
});
