import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, pass } from "../../src/diagnosis/findings.ts";
import { eachWithCalls } from "../objects/unit-calls.ts";
import { publishedPorts } from "./published.ts";

export const sysctlLostAtReboot = defineCheck({
  id: "sysctl-lost-at-reboot",
  group: "network",
  title: "The ports that may be bound now may be bound after a boot",
  layer: "network",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "podmanCommands", "ports"],
  judge({ podUnits, podmanCommands, ports: { unprivilegedNow, unprivilegedAtBoot, setBy } }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const wanted = publishedPorts(calls);
      if (wanted.length === 0) return notApplicable(name, "It is not known to publish a port");
      const lost = wanted.find(({ port }) => port >= unprivilegedNow && port < unprivilegedAtBoot);
      if (!lost) return pass(name, "No port that it publishes hangs on a setting that a boot takes back");
      const file = "/etc/sysctl.d/99-zz-unprivileged-ports.conf";
      const line = `net.ipv4.ip_unprivileged_port_start=${unprivilegedNow}`;
      return {
        subject: name,
        status: "fail",
        summary: `Port ${lost.port} may be bound now, and after a boot no longer`,
        because: `it publishes port ${lost.port}, which only a setting allows that no file keeps: after a boot only root may bind ports below ${unprivilegedAtBoot}`,
        evidence: [
          { source: lost.source, lines: [lost.line] },
          { source: "/proc/sys/net/ipv4/ip_unprivileged_port_start", lines: [String(unprivilegedNow)] },
          setBy
            ? { source: `${setBy.path}:${setBy.line}`, lines: [setBy.text] }
            : { source: "/etc/sysctl.d", lines: ["no file sets net.ipv4.ip_unprivileged_port_start"] },
        ],
        fix: asRoot(`echo ${line} > ${file}`),
      };
    });
  },
  explanation: {
    what: "Somebody allowed a low port with `sysctl -w` only: it holds until the next boot.",
    why: "At boot systemd-sysctl sets what the files of /etc/sysctl.d, /run/sysctl.d and /usr/lib/sysctl.d say, sorted by name, the last one winning; without one the kernel's 1024 holds, and podman may not bind the port. From Debian 13 on nothing reads /etc/sysctl.conf at boot.",
    see: ["sysctl net.ipv4.ip_unprivileged_port_start", "systemd-analyze cat-config sysctl.d"],
    mend: "As root, write the setting into a file of /etc/sysctl.d whose name comes last.",
    healthy:
      "A file in any of these folders that sets it; on Debian 12 also /etc/sysctl.conf, to which /etc/sysctl.d/99-sysctl.conf leads.",
    sources: ["sysctl.d(5)", "failure catalogue I04", "booted: bookworm (systemd 252), trixie (systemd 257)"],
  },
});
