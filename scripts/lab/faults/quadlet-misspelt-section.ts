import { defineFault } from "../fault.ts";

export const quadletMisspeltSection = defineFault({
  name: "quadlet-misspelt-section",
  on: "quadlet",
  releases: ["trixie"],
  plant: `rm $home/.config/containers/systemd/web.pod && printf '[Contaner]\\nContainerName=web-app\\nImage=localhost/app:1\\n\\n[Install]\\nWantedBy=default.target\\n' > $home/.config/containers/systemd/web.container`,
  first: "quadlet-unknown-key-or-section",
  pod: "down",
});
