import { defineHealthy } from "../fault.ts";
import { kubePod, kubeQuadlet } from "../kube-play.ts";

export const quadletKube = defineHealthy({
  name: "quadlet-kube",
  on: "quadlet",
  releases: [],
  wholeKernel: ["trixie"],
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
  note: "In a container on a hybrid machine podman 5.4 now and then loses the race for its service container (`Failed with result 'protocol'`), and the pod is down.",
});
