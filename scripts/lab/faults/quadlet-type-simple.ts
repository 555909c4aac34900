import { defineFault } from "../fault.ts";

export const quadletTypeSimple = defineFault({
  name: "quadlet-type-simple",
  on: "quadlet",
  releases: ["trixie"],
  plant: `printf '\\n[Service]\\nType=simple\\n' >> $home/.config/containers/systemd/web.container`,
  first: "quadlet-invalid-service-keys",
  pod: "down",
});
