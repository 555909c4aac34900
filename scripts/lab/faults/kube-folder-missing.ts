import { defineFault } from "../fault.ts";
import { kubePlay, kubePod } from "../kube-play.ts";

export const kubeFolderMissing = defineFault({
  name: "kube-folder-missing",
  on: "seed",
  releases: ["bookworm", "trixie"],
  plant: kubePlay(
    kubePod("localhost/app:1", {
      container: ["volumeMounts:", "- name: data", "  mountPath: /data"],
      spec: ["volumes:", "- name: data", "  hostPath:", "    path: /srv/shop", "    type: Directory"],
    }),
  ),
  first: "bind-source-missing",
  pod: "down",
});
