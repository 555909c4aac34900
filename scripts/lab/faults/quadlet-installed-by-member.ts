import { defineHealthy } from "../fault.ts";

export const quadletInstalledByMember = defineHealthy({
  name: "quadlet-installed-by-member",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i '/^.Install/,$d' $home/.config/containers/systemd/web.pod && printf '\\n[Install]\\nWantedBy=default.target\\n' >> $home/.config/containers/systemd/web.container`,
  looksLike: ["quadlet-no-install-section"],
});
