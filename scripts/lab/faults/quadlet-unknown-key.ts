import { defineFault } from "../fault.ts";

export const quadletUnknownKey = defineFault({
  name: "quadlet-unknown-key",
  on: "quadlet",
  releases: ["trixie"],
  plant: `rm $home/.config/containers/systemd/web.pod && printf '[Container]\\nContainerName=web-app\\nimage=localhost/app:1\\n\\n[Install]\\nWantedBy=default.target\\n' > $home/.config/containers/systemd/web.container`,
  first: "quadlet-unknown-key-or-section",
  pod: "down",
});
