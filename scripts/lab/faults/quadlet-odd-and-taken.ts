import { defineHealthy } from "../fault.ts";

export const quadletOddAndTaken = defineHealthy({
  name: "quadlet-odd-and-taken",
  on: "quadlet",
  releases: ["trixie"],
  plant: `printf 'not a quadlet\\n' > $home/.config/containers/systemd/README && cp $home/.config/containers/systemd/web.container $home/.config/containers/systemd/web.container.bak && printf 'nonsense\\n' > $home/.config/containers/systemd/web.container.swp && printf '\\n[X-Notes]\\nkey without sense = yes\\n\\n[Service]\\nRestart=always\\nKillMode=mixed\\n' >> $home/.config/containers/systemd/web.container && chown -R podder: $home/.config/containers/systemd`,
  looksLike: [
    "quadlet-unknown-key-or-section",
    "quadlet-invalid-service-keys",
    "quadlet-one-bad-file-kills-directory",
    "quadlet-unsupported-podman",
  ],
});
