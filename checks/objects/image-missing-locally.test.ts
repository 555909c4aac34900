import { denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { kubePod, playing } from "../../src/testing/kube-unit.ts";
import { inPodUnit } from "../../src/testing/pod-unit.ts";

const host = "trixie/image-never-pulled";
const images = "/home/podder/.local/share/containers/storage/overlay-images/images.json";

testCheck("image-missing-locally", {
  finds: [
    {
      host: "image-in-store-for-root",
      status: "fail",
      because: "its image localhost/app:1 is not in podder's storage",
      first: true,
    },
    {
      host: "image-never-pulled",
      status: "fail",
      subject: "pod.service",
      because: "its image localhost/shop:2 is not in podder's storage",
      evidence: ["--pull=never localhost/shop:2", "no image of that name"],
      fix: ["podman pull localhost/shop:2"],
      first: true,
    },
    {
      host: "image-of-another-tag",
      status: "fail",
      because: "podman finds no registry on this host to pull it from",
      evidence: ["there is localhost/app:1"],
      first: true,
    },
  ],
  altered: [
    {
      what: "the image is there",
      host,
      changes: { files: { [images]: '[{"id":"00","names":["localhost/shop:2"]}]' } },
      status: "pass",
    },
    {
      what: "images that may not be read",
      host,
      changes: { files: { [images]: denied(images) } },
      status: "unknown",
    },
    { what: "a list that is no JSON", host, changes: { files: { [images]: "[{" } }, status: "unknown" },
    {
      what: "another storage",
      host,
      changes: inPodUnit("podman run", "podman --root /srv/x run"),
      status: "not-applicable",
    },
    {
      what: "another storage by the environment",
      host,
      changes: inPodUnit("ExecStart=", "Environment=CONTAINERS_STORAGE_CONF=/srv/s.conf\nExecStart="),
      status: "not-applicable",
    },
    {
      what: "built before",
      host,
      changes: inPodUnit("ExecStart=", "ExecStartPre=/usr/bin/podman build -t shop:2 %h/shop\nExecStart="),
      status: "pass",
    },
    {
      what: "an image in a file",
      host,
      changes: inPodUnit("localhost/shop:2", "oci-archive:/srv/shop.tar"),
      status: "pass",
    },
    {
      what: "asked for at each start",
      host,
      changes: inPodUnit("--pull=never localhost/shop:2", "--pull=always localhost/app:1"),
      status: "fail",
      because: "although the image is there",
    },
    {
      what: "an image of a YAML, with the place where it stands",
      host: "trixie/seed",
      changes: playing(kubePod("image: localhost/shop:2")),
      status: "fail",
      because: "its image localhost/shop:2 is not in podder's storage",
      evidence: ["/home/podder/web.yaml:5: image: localhost/shop:2 (Pod web, container app)"],
    },
    {
      what: "one that a YAML has asked for at each start",
      host: "trixie/seed",
      changes: playing(kubePod("image: localhost/app:1, imagePullPolicy: Always")),
      status: "fail",
      because: "imagePullPolicy: Always has podman ask a registry on this host",
    },
    {
      what: "one of an init container",
      host: "trixie/seed",
      changes: playing(kubePod("image: localhost/app:1", "initContainers: [{name: first, image: localhost/first:1}]")),
      status: "fail",
    },
    {
      what: "one that is built from a folder beside the YAML",
      host: "trixie/seed",
      changes: playing(kubePod("image: localhost/shop:2"), {
        stats: { "/home/podder/localhost/shop/Containerfile": {} },
      }),
      status: "not-applicable",
    },
    {
      what: "another storage, for a YAML too",
      host: "trixie/seed",
      changes: inPodUnit(/^ExecStart=.*$/m, "ExecStart=/usr/bin/podman --root /srv/x kube play %h/web.yaml"),
      status: "not-applicable",
    },
    {
      what: "a policy that podman 3.0 does not know",
      host: "trixie/image-pulled-when-newer",
      changes: { commands: { "podman-user-generator -version": { stdout: "3.0.1\n" } } },
      status: "fail",
      summary: "podman 3.0.1 does not know --pull=newer",
      fix: ["write --pull=missing"],
    },
    { what: "one that podman 4.3 knows", host: "bookworm/image-pulled-when-newer", changes: {}, status: "pass" },
  ],
});
