import { defineFault } from "../fault.ts";

export const quadletTypeSimple = defineFault({
  name: "quadlet-type-simple",
  on: "quadlet",
  releases: ["trixie"],
  plant: `rm $home/.config/containers/systemd/web.pod && printf '[Container]\\nContainerName=web-app\\nImage=localhost/app:1\\n\\n[Service]\\nType=simple\\n\\n[Install]\\nWantedBy=default.target\\n' > $home/.config/containers/systemd/web.container`,
  first: "quadlet-invalid-service-keys",
  pod: "down",
});
