import { defineHealthy } from "../fault.ts";

export const quadletInstalledByDropIn = defineHealthy({
  name: "quadlet-installed-by-drop-in",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i '/^.Install/,$d' $home/.config/containers/systemd/web.pod && mkdir $home/.config/containers/systemd/web.pod.d && printf '[Install]\\nWantedBy=default.target\\n' > $home/.config/containers/systemd/web.pod.d/boot.conf && chown -R podder: $home/.config/containers/systemd`,
  looksLike: ["quadlet-no-install-section"],
});
