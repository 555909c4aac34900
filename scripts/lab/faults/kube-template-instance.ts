import { defineHealthy } from "../fault.ts";

export const kubeTemplateInstance = defineHealthy({
  name: "kube-template-instance",
  on: "seed",
  releases: [],
  wholeKernel: ["trixie"],
  plant: `rm $units/pod.service $units/default.target.wants/*
printf 'apiVersion: v1\\nkind: Pod\\nmetadata:\\n  name: web\\nspec:\\n  hostNetwork: true\\n  containers:\\n  - name: app\\n    image: localhost/app:1\\n' > $home/web.yaml
ln -s /usr/lib/systemd/user/podman-kube@.service "$units/default.target.wants/podman-kube@-home-podder-web.yaml.service"
chown -Rh podder: $units $home/web.yaml`,
  looksLike: ["unit-not-enabled", "dangling-enable-link"],
  note: "podman's own template for a YAML of Kubernetes (podman-kube@.service), enabled as its manual says. In a container as quadlet-kube.",
});
