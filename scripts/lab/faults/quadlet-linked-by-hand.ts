import { defineHealthy } from "../fault.ts";

export const quadletLinkedByHand = defineHealthy({
  name: "quadlet-linked-by-hand",
  on: "quadlet",
  releases: ["trixie"],
  plant: `sed -i '/^.Install/,$d' $home/.config/containers/systemd/web.pod && mkdir -p $units/default.target.wants && ln -s /run/user/1001/systemd/generator/web-pod.service $units/default.target.wants/web-pod.service && chown -hR podder: $home/.config/systemd`,
  looksLike: ["quadlet-no-install-section", "quadlet-systemctl-enable"],
});
