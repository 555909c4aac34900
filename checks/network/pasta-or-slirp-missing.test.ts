import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";
import { inPodUnit, podActive } from "../../src/testing/pod-unit.ts";

const host = "trixie/network-helper-not-installed";

/** The container asks for slirp4netns, and podman is of that version. */
const slirpOf = (version: string) => ({
  ...inPodUnit("web-app ", "web-app --network slirp4netns "),
  answers: {
    "/usr/lib/systemd/user-generators/podman-user-generator -version": {
      stdout: `${version}
`,
    },
  },
});

testCheck("pasta-or-slirp-missing", {
  finds: [
    {
      host: "network-helper-not-installed",
      status: "fail",
      subject: "pod.service",
      because: "with which podman gives rootless containers their network, is not installed",
      fix: ["root: Install"],
      first: true,
    },
    { host: "port-80", status: "pass" },
  ],
  altered: [
    {
      what: "without a network",
      host,
      changes: inPodUnit("web-app ", "web-app --network host "),
      status: "not-applicable",
    },
    {
      what: "in podman's own folder",
      host,
      changes: { stats: { "/usr/libexec/podman/pasta": { mode: 0o755 } } },
      status: "pass",
    },
    {
      what: "the other one is named, and there",
      host,
      changes: {
        ...inPodUnit("web-app ", "web-app --network slirp4netns:mtu=1500 "),
        stats: { "/usr/bin/slirp4netns": { mode: 0o755 } },
      },
      status: "pass",
    },
    {
      what: "containers.conf names the one that is there",
      host,
      changes: {
        files: {
          "/home/podder/.config/containers/containers.conf":
            '[network]\ndefault_rootless_network_cmd = "slirp4netns"\n',
        },
        stats: { "/usr/bin/slirp4netns": { mode: 0o755 } },
      },
      status: "pass",
    },
    {
      what: "podman 3, which starts the container without a network",
      host,
      changes: slirpOf("3.0.1"),
      status: "advice",
      summary: "podman starts the container without a network",
    },
    { what: "podman 4.3", host, changes: slirpOf("4.3.1"), status: "fail" },
    {
      what: "a made container: what podman said of it",
      host: "trixie/mounted-folder-removed",
      changes: {
        gone: ["/usr/bin/pasta", "/bin/pasta"],
        ...journalSaid(
          'Error: could not find pasta, the network namespace can\'t be configured: exec: "pasta": executable file not found in $PATH',
        ),
      },
      status: "fail",
      evidence: ["could not find pasta"],
    },
    {
      what: "a made container that runs by now",
      host: "trixie/mounted-folder-removed",
      changes: {
        gone: ["/usr/bin/pasta", "/bin/pasta"],
        ...journalSaid(
          'Error: could not find pasta, the network namespace can\'t be configured: exec: "pasta": executable file not found in $PATH',
        ),
        ...podActive,
      },
      status: "not-applicable",
    },
  ],
});
