import { defineFault } from "../fault.ts";

export const quadletStrayLine = defineFault({
  name: "quadlet-stray-line",
  on: "quadlet",
  releases: ["trixie"],
  plant: `printf 'see: https://example.org\\n[Container]\\nImage=localhost/app:1\\n' > $home/.config/containers/systemd/draft.container && chown podder: $home/.config/containers/systemd/draft.container`,
  first: "quadlet-one-bad-file-kills-directory",
  pod: "down",
});
