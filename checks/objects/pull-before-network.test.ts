import { testCheck } from "../../src/testing/check-test.ts";
import { kubePod, playing } from "../../src/testing/kube-unit.ts";
import { inPodUnit } from "../../src/testing/pod-unit.ts";

const host = "trixie/image-pulled-at-boot";

testCheck("pull-before-network", {
  finds: [
    {
      host: "image-pulled-at-boot",
      status: "warn",
      subject: "pod.service",
      because: "podman has to pull registry.example.org/shop/web:2 at boot",
      evidence: ["it is not in the storage"],
      fix: ["user: podman pull registry.example.org/shop/web:2"],
      first: true,
    },
    { host: "short-name-unknown", status: "warn", consequenceOf: ["short-name"] },
  ],
  altered: [
    {
      what: "after a unit that waits for the network",
      host,
      changes: inPodUnit("[Service]", "After=podman-user-wait-network-online.service\n[Service]"),
      status: "advice",
    },
    {
      what: "the system's target, which a user manager does not have",
      host,
      changes: inPodUnit("[Service]", "After=network-online.target\n[Service]"),
      status: "warn",
    },
    {
      what: "pulled before",
      host,
      changes: inPodUnit(
        "ExecStart=",
        "ExecStartPre=-/usr/bin/podman pull registry.example.org/shop/web:2\nExecStart=",
      ),
      status: "pass",
    },
    {
      what: "an image of a registry in a YAML",
      host: "trixie/seed",
      changes: playing(kubePod("image: quay.io/a/shop:2, imagePullPolicy: Always")),
      status: "warn",
      summary: "imagePullPolicy: Always asks its registry at each start",
    },
  ],
});
