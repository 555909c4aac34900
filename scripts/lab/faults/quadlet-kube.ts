import { defineHealthy } from "../fault.ts";
import { kubePod, kubeQuadlet } from "../kube-play.ts";

export const quadletKube = defineHealthy({
  name: "quadlet-kube",
  on: "quadlet",
  releases: ["trixie"],
  plant: kubeQuadlet(`---
# what podman passes over
apiVersion: v1
kind: Service
metadata: {name: web}
---
apiVersion: example.org/v1
kind: Shop
metadata: {name: shop}
spec: {image: localhost/none:1}
---
apiVersion: v1
kind: Secret
metadata: {name: web-pin}
data: {pin: aHVudGVyMjQ3MTE=}
---
${kubePod("localhost/app:1", {
  container: ["env:", "- name: PIN", "  valueFrom:", "    secretKeyRef: {name: web-pin, key: pin}"],
})}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: blog
spec:
  selector: {matchLabels: {app: blog}}
  template:
    metadata: {labels: {app: blog}}
    spec:
      containers:
      - {name: app, image: app:1}
`),
  looksLike: ["kube-play-unit", "image-missing-locally", "secret-missing", "short-name", "unit-not-enabled"],
  note: "podman 4.3 takes no Secret of the same file for an environment: it is not valid JSON to it.",
});
