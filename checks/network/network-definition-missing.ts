import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { mayBeMade } from "../../src/facts/podman-commands/index.ts";
import { callLine, eachWithCalls } from "../objects/unit-calls.ts";

export const networkDefinitionMissing = defineCheck({
  id: "network-definition-missing",
  group: "network",
  title: "Every podman network that a unit names is there",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "podmanCommands", "podmanStorage"],
  judge({ account, podUnits, podmanCommands, podmanStorage: { networks, networkFolder } }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const wanted = calls.calls.flatMap((call) =>
        call.ownStorage ? call.needs.networks.map((network) => ({ call, network })) : [],
      );
      if (wanted.length === 0) return notApplicable(name, "No Exec line names a podman network");
      if (!networks.known)
        return {
          subject: name,
          status: "unknown",
          summary: `The networks could not be listed: ${networks.why.detail}`,
          evidence: [],
        };
      const missing = wanted.find(
        // A network may be named by its id, too, which stands in its file only.
        ({ network }) =>
          !networks.value.has(network) && !/^[0-9a-f]{3,64}$/.test(network) && !mayBeMade(calls, network),
      );
      if (!missing) return pass(name, "Every podman network that the unit names is there");
      return {
        subject: name,
        status: "fail",
        summary: `${account.name} has no podman network ${missing.network}`,
        because: `${account.name} has no podman network ${missing.network}, to which it attaches its container`,
        evidence: [callLine(missing.call), { source: networkFolder, lines: [`there is no ${missing.network} in it`] }],
        fix: asUser(`podman network create ${shellQuote(missing.network)}`),
      };
    });
  },
  explanation: {
    what: "The unit attaches its container or pod to a podman network that the account does not have.",
    why: "podman ends with 125: `unable to find network with name or ID web: network not found`. Networks belong to one account; those of CNI (podman before 5) are not taken over by netavark.",
    see: ["podman network ls", "ls ~/.local/share/containers/storage/networks ~/.config/cni/net.d"],
    mend: "Make it as the account: `podman network create NAME`; or have a quadlet make it: a .network file.",
    healthy:
      "host, none, bridge, pasta, slirp4netns, container: and ns: are no names; a network that a .network quadlet or a command before makes.",
    sources: [
      "podman-run(1), --network",
      "failure catalogue I09",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
