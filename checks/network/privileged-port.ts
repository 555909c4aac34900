import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, pass } from "../../src/diagnosis/findings.ts";
import { eachWithCalls } from "../objects/unit-calls.ts";
import { publishedPorts, refusedPorts } from "./published.ts";

export const privilegedPort = defineCheck({
  id: "privileged-port",
  group: "network",
  title: "The account may bind every port that it publishes",
  layer: "network",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "podmanCommands", "ports", "unitWords", "unitStates"],
  judge({ podUnits, podmanCommands, ports, unitWords, unitStates }) {
    const { unprivilegedNow, unprivilegedAtBoot, setBy } = ports;
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const wanted = [...publishedPorts(calls), ...refusedPorts(name, calls, "privileged", { unitWords, unitStates })];
      if (wanted.length === 0) return notApplicable(name, "It is not known to publish a port");
      const low = wanted.find(({ port }) => port < unprivilegedNow && port < unprivilegedAtBoot);
      if (!low) return pass(name, "The account may bind every port that the unit is known to publish");
      return {
        subject: name,
        status: "fail",
        summary: `Port ${low.port} may be bound by root only: ports below ${unprivilegedAtBoot} are`,
        because: `it publishes port ${low.port}, and on this host only root may bind ports below ${unprivilegedAtBoot}`,
        evidence: [
          { source: low.source, lines: [low.line] },
          { source: "/proc/sys/net/ipv4/ip_unprivileged_port_start", lines: [String(unprivilegedNow)] },
          ...(setBy ? [{ source: `${setBy.path}:${setBy.line}`, lines: [setBy.text] }] : []),
        ],
        fix: asRoot(
          `echo net.ipv4.ip_unprivileged_port_start=${low.port} > /etc/sysctl.d/90-unprivileged-ports.conf`,
          "sysctl --system",
        ),
      };
    });
  },
  explanation: {
    what: "A container publishes a port of the host that only root may bind: by default those below 1024.",
    why: "podman ends with 126: `Failed to bind port 80 (Permission denied)` (pasta) or `rootlessport cannot expose privileged port 80`. A rootless container has no more rights than its account.",
    see: ["sysctl net.ipv4.ip_unprivileged_port_start", "podman port --all"],
    mend: "As root: net.ipv4.ip_unprivileged_port_start=80 in a file of /etc/sysctl.d, then `sysctl --system`: from then on every account may bind these ports. Or publish a port from 1024 on, and let a proxy or a firewall rule lead to it.",
    healthy:
      "--network host and none ignore -p; a port that only the container sees; a socket that systemd hands over.",
    sources: [
      "podman-run(1), --publish",
      "kernel documentation, networking/ip-sysctl, ip_unprivileged_port_start",
      "failure catalogue I03",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
