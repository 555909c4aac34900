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
${kubePod("localhost/app:1")}---
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
  looksLike: ["kube-play-unit", "image-missing-locally", "short-name", "unit-not-enabled"],
  note: "Without a Secret: with one, whose value the environment takes, its first start failed on podman 5.4.2 and its second did not.",
});
