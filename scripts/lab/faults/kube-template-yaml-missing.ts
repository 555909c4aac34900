import { defineFault } from "../fault.ts";

export const kubeTemplateYamlMissing = defineFault({
  name: "kube-template-yaml-missing",
  on: "seed",
  releases: ["trixie"],
  plant: `rm $units/pod.service $units/default.target.wants/*
ln -s /usr/lib/systemd/user/podman-kube@.service "$units/default.target.wants/podman-kube@-home-podder-web.yaml.service"
chown -Rh podder: $units`,
  first: "kube-play-unit",
  pod: "down",
});
