import { defineHealthy } from "../fault.ts";
import { kubePlay, kubePod } from "../kube-play.ts";

const pod = kubePod("shop:2", {
  container: [
    "volumeMounts:",
    "- {name: data, mountPath: /data}",
    "- {name: kept, mountPath: /kept}",
    "- {name: settings, mountPath: /settings}",
  ],
  spec: [
    "volumes:",
    "- name: data",
    "  hostPath: {path: /home/podder/shop, type: DirectoryOrCreate}",
    "- name: kept",
    "  persistentVolumeClaim: {claimName: shop-kept}",
    "- name: settings",
    "  configMap: {name: web-settings}",
  ],
});

export const kubeMakesWhatItNeeds = defineHealthy({
  name: "kube-makes-what-it-needs",
  on: "seed",
  releases: ["bookworm", "trixie"],
  plant: `sed -i 's#"localhost/app:1"#"localhost/app:1","docker.io/library/shop:2"#' $home/.local/share/containers/storage/*-images/images.json
${kubePlay(`apiVersion: v1
kind: ConfigMap
metadata:
  name: web-settings
data:
  path: /srv/nothing
---
${pod}`)}`,
  looksLike: ["kube-play-unit", "image-missing-locally", "bind-source-missing", "short-name"],
  note: "The image is there under docker.io/library; the file itself makes the rest.",
});
