import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, pass } from "../../src/diagnosis/findings.ts";
import type { Listener } from "../../src/facts/ports.ts";
import { eachWithCalls } from "../objects/unit-calls.ts";
import { publishedPorts, refusedPorts, type WantedPort } from "./published.ts";

export const portInUse = defineCheck({
  id: "port-in-use",
  group: "network",
  title: "Nobody else has the ports that the unit publishes",
  layer: "network",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "podmanCommands", "ports", "unitWords", "unitStates"],
  judge({ account, podUnits, podmanCommands, ports, unitWords, unitStates }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const wanted = [...publishedPorts(calls), ...refusedPorts(name, calls, "taken", { unitWords, unitStates })];
      if (wanted.length === 0) return notApplicable(name, "It is not known to publish a port");
      const others = ports.listeners.filter(({ uid }) => uid !== account.uid);
      const clash = wanted.flatMap((port) => {
        const other = others.find((listener) => clashes(port, listener));
        return other ? [{ port, other }] : [];
      })[0];
      if (!clash) return pass(name, "Nobody else listens on a port that the unit is known to publish");
      const { port, other } = clash;
      return {
        subject: name,
        // Which of both comes first at the next boot, nobody can say.
        status: "warn",
        summary: `Port ${port.port} is taken by a process of uid ${other.uid}`,
        because: `it publishes port ${port.port}, on which a process of uid ${other.uid} listens`,
        evidence: [
          { source: port.source, lines: [port.line] },
          {
            source: `/proc/net/${other.protocol}`,
            lines: [
              `port ${port.port}, uid ${other.uid}, listens on ${/^0+$/.test(other.address) ? "every address" : other.address}`,
            ],
          },
        ],
        fix: [
          { as: "root", command: `ss -Hltnup sport = :${port.port}` },
          edit(`Publish another port than ${port.port}, or stop what has it.`),
        ],
      };
    });
  },
  explanation: {
    what: "Somebody else listens on a port that a container publishes: a service of the host, another account, or root's copy of the same container.",
    why: "podman ends with 126: `Failed to bind port 8080 (Address already in use)`. At boot the services of the host come before the user managers. Listening on every address takes the port on each single one.",
    see: ["ss -ltnup", "sudo podman ps --all"],
    mend: "Publish another port, or stop and disable what has it.",
    healthy: "The account's own running copy of the container; --network none and host, which ignore -p.",
    sources: [
      "podman-run(1), --publish",
      "failure catalogue I05",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});

/** One of both on every address takes the port on all; else the addresses must be the same. */
function clashes({ port, protocol, address }: WantedPort, listener: Listener): boolean {
  if (listener.port !== port || listener.protocol !== protocol) return false;
  return (
    /^0+$/.test(listener.address) || /^(|0\.0\.0\.0|::)$/.test(address) || kernelForm(address) === listener.address
  );
}

/** 127.0.0.1 is 0100007F there, on machines that begin with the low byte. */
function kernelForm(address: string): string {
  const bytes = address.split(".").map(Number);
  return bytes
    .reverse()
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}
