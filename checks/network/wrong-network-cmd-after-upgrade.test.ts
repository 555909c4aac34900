import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";
import { inPodUnit, podActive, podUnit } from "../../src/testing/pod-unit.ts";

const host = "trixie/podman-6-slirp4netns";
const own = "/home/podder/.config/containers/containers.conf";
const hosts = "/etc/containers/containers.conf";
const conf = (cmd: string) => `[network]\ndefault_rootless_network_cmd = "${cmd}"\n`;
const asked = "--network slirp4netns:mtu=1500 ";
const plain = inPodUnit(asked, "").files ?? {};
const silent = { commands: { "USER_UNIT=pod.service": { stdout: "" } } };
const migrate =
  "Error: unable to start container 2f0: slirp4netns support has been removed, run `podman system migrate` to update this container to use pasta";
const starts = {
  [podUnit]: (text: string) => text.replace(/^ExecStart=.*/m, "ExecStart=/usr/bin/podman start -a web"),
};

testCheck("wrong-network-cmd-after-upgrade", {
  finds: [
    {
      host: "podman-6-slirp4netns",
      status: "fail",
      subject: "pod.service",
      because: "it gives its container a network by slirp4netns, which podman 6.0.0 no longer has",
      evidence: ["--network slirp4netns:mtu=1500", "podman: 6.0.0"],
      fix: ["user: Write --network pasta"],
      first: true,
    },
    {
      host: "network-backend-cni",
      status: "fail",
      because: `${own} wants the network backend cni, and podman 5.4.2 has only netavark`,
      evidence: ['network_backend = "cni"', "cni support is not enabled in this build", "podman: 5.4.2"],
      fix: [`user: Take line 2 out of ${own}`],
      first: true,
    },
    { host: "network-backend-was-cni", status: "pass" },
  ],
  quietOn: ["seed", "quadlet-pod", "network-by-slirp4netns"],
  altered: [
    { what: "pasta is named", host, changes: inPodUnit("slirp4netns:mtu=1500", "pasta"), status: "pass" },
    { what: "nothing is named", host, changes: { files: plain, ...silent }, status: "pass" },
    {
      what: "the account's containers.conf chooses it",
      host,
      changes: { files: { ...plain, [own]: conf("slirp4netns") } },
      status: "fail",
      because: `${own} chooses slirp4netns for its network, and podman 6.0.0 takes only pasta`,
      fix: [`user: Take line 2 out of ${own}`],
    },
    {
      what: "the host's containers.conf chooses it",
      host,
      changes: { files: { ...plain, [hosts]: conf("slirp4netns") } },
      status: "fail",
      fix: [`root: Take line 2 out of ${hosts}`],
    },
    {
      what: "the host's chooses it, and the account's takes its place",
      host,
      changes: { files: { ...plain, [hosts]: conf("slirp4netns"), [own]: "" }, ...silent },
      status: "pass",
    },
    {
      what: "containers.conf chooses it, and the container has the host's network",
      host,
      changes: { files: { ...inPodUnit(asked, "--network host ").files, [own]: conf("slirp4netns") }, ...silent },
      status: "pass",
    },
    {
      what: "a container that an older podman made with it",
      host,
      changes: { files: starts, ...journalSaid(migrate) },
      status: "fail",
      because: "its container was made for slirp4netns",
      fix: ["user: podman system migrate"],
    },
    {
      what: "it was migrated since, and runs",
      host,
      changes: { files: starts, ...journalSaid(migrate), ...podActive },
      status: "pass",
    },
    {
      what: "podman 5 has it",
      host,
      changes: { commands: { "podman-user-generator -version": { stdout: "5.6.2\n" } } },
      status: "pass",
    },
    {
      what: "podman 4 has CNI",
      host: "trixie/network-backend-cni",
      changes: { commands: { "podman-user-generator -version": { stdout: "4.9.3\n" } } },
      status: "not-applicable",
    },
    {
      what: "a podman 5 that was built with CNI would start",
      host: "trixie/network-backend-cni",
      changes: silent,
      status: "warn",
    },
    {
      what: "the backend that there is",
      host: "trixie/network-backend-cni",
      changes: { files: { [own]: '[network]\nnetwork_backend = "netavark"\n' } },
      status: "pass",
    },
  ],
});
