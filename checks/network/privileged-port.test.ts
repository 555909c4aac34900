import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";
import { kubePod, playing } from "../../src/testing/kube-unit.ts";
import { inPodUnit, podActive } from "../../src/testing/pod-unit.ts";

const host = "trixie/port-80";

testCheck("privileged-port", {
  finds: [
    {
      host: "port-80",
      status: "fail",
      subject: "pod.service",
      because: "it publishes port 80, and on this host only root may bind ports below 1024",
      evidence: ["ExecStart=", "ip_unprivileged_port_start: 1024"],
      fix: ["root: echo net.ipv4.ip_unprivileged_port_start=80 >"],
      first: true,
    },
    { host: "no-network", status: "not-applicable" },
  ],
  altered: [
    { what: "a high port", host, changes: inPodUnit("80:8080", "8080:80"), status: "pass" },
    { what: "no port of the host's own choice", host, changes: inPodUnit("80:8080", "80"), status: "not-applicable" },
    { what: "a range that begins above", host, changes: inPodUnit("80:8080", "1024-1026:80-82"), status: "pass" },
    { what: "a range that begins below", host, changes: inPodUnit("80:8080", "1023-1025:80-82"), status: "fail" },
    {
      what: "allowed by a file that nobody has loaded yet",
      host,
      changes: {
        lists: { "/etc/sysctl.d": ["99-zz.conf"] },
        files: { "/etc/sysctl.d/99-zz.conf": "net.ipv4.ip_unprivileged_port_start = 0\n" },
      },
      status: "pass",
    },
    {
      what: "a made container: what podman said of it",
      host: "trixie/mounted-folder-removed",
      changes: { ...journalSaid("Failed to bind port 80 (Permission denied) for option '-t 80-80:8080-8080'") },
      status: "fail",
      because: "it publishes port 80",
    },
    {
      what: "a made container that runs by now",
      host: "trixie/mounted-folder-removed",
      changes: {
        ...journalSaid("Failed to bind port 80 (Permission denied) for option '-t 80-80:8080-8080'"),
        ...podActive,
      },
      status: "not-applicable",
    },
    {
      what: "a port that a YAML publishes",
      host: "trixie/seed",
      changes: playing(kubePod("image: app:1, ports: [{containerPort: 8080, hostPort: 80}]"), {}, ""),
      status: "fail",
      evidence: ["/home/podder/web.yaml:5: hostPort: 80 (Pod web, container app)"],
    },
    {
      what: "one that only the pod sees",
      host: "trixie/seed",
      changes: playing(kubePod("image: app:1, ports: [{containerPort: 80}]"), {}, ""),
      status: "not-applicable",
    },
    {
      what: "one of a pod in the host's network",
      host: "trixie/seed",
      changes: playing(kubePod("image: app:1, ports: [{hostPort: 80}]", "hostNetwork: true"), {}, ""),
      status: "not-applicable",
    },
    {
      what: "one in whose place the unit says another",
      host: "trixie/seed",
      changes: playing(kubePod("image: app:1, ports: [{hostPort: 80}]"), {}, "--publish 8080:80 "),
      status: "pass",
    },
  ],
});
