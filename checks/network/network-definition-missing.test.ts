import { denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { inPodUnit } from "../../src/testing/pod-unit.ts";

const host = "trixie/network-unknown";
const networks = "/home/podder/.local/share/containers/storage/networks";
const podman = (version: string) => ({
  "/usr/lib/systemd/user-generators/podman-user-generator -version": { stdout: `${version}\n` },
});

testCheck("network-definition-missing", {
  finds: [
    {
      host: "network-of-cni",
      status: "fail",
      because: "attaches its container to the podman network shop, which podder does not have",
      first: true,
    },
    {
      host: "network-unknown",
      status: "fail",
      subject: "pod.service",
      because: "the podman network webnet, which podder does not have",
      evidence: ["there is no webnet in it"],
      fix: ["user: podman network create webnet"],
      first: true,
    },
  ],
  altered: [
    { what: "a network that is there", host, changes: { lists: { [networks]: ["webnet.json"] } }, status: "pass" },
    {
      what: "a folder that may not be listed",
      host,
      changes: { lists: { [networks]: denied(networks) } },
      status: "unknown",
    },
    {
      what: "made by another unit, as a quadlet's is",
      host,
      changes: {
        files: {
          "/home/podder/.config/systemd/user/net.service":
            "[Service]\nExecStart=/usr/bin/podman network create webnet\n",
        },
        lists: { "/home/podder/.config/systemd/user": ["net.service"] },
      },
      subject: "pod.service",
      status: "pass",
    },
    {
      what: "CNI's networks, with podman 4",
      host,
      changes: {
        answers: podman("4.9.3"),
        files: { "/home/podder/.local/share/containers/storage/defaultNetworkBackend": "cni" },
        lists: { "/home/podder/.config/cni/net.d": ["webnet.conflist"] },
      },
      status: "pass",
    },
    { what: "by its id", host, changes: inPodUnit("webnet:ip=10.90.0.7", "11101702cb72"), status: "pass" },
    {
      what: "podman 3, which takes no notice of a network with options",
      host,
      changes: { answers: podman("3.0.1") },
      status: "not-applicable",
    },
    { what: "podman 4.0", host, changes: { answers: podman("4.0.0") }, status: "fail" },
    { what: "a variable", host, changes: inPodUnit("webnet:ip=10.90.0.7", "$NET"), status: "not-applicable" },
  ],
});
