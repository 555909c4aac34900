import { defineFault } from "../fault.ts";

export const quadletEditorLock = defineFault({
  name: "quadlet-editor-lock",
  on: "quadlet",
  releases: ["trixie"],
  plant: `ln -s podder@web1.4711:1795430000 $home/.config/containers/systemd/.#web.container && chown -h podder: $home/.config/containers/systemd/.#web.container`,
  first: "quadlet-one-bad-file-kills-directory",
  pod: "down",
  note: "Emacs leaves such a link while a file is edited, and for good when it is killed.",
});
