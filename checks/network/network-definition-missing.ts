import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { mayBeMade, type UnitCall, valuesOf } from "../../src/facts/podman-commands/index.ts";
import { isOlder } from "../../src/facts/quadlet/known-keys.ts";
import { callLine, eachWithCalls } from "../objects/unit-calls.ts";

export const networkDefinitionMissing = defineCheck({
  id: "network-definition-missing",
  group: "network",
  title: "Every podman network that a unit names is there",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "platform", "podUnits", "podmanCommands", "podmanStorage"],
  judge({ account, platform, podUnits, podmanCommands, podmanStorage: { networks, networkFolder } }) {
    const takesOptions = platform.podmanVersion === undefined || !isOlder(platform.podmanVersion, "4.0");
    return eachWithCalls(podUnits, podmanCommands, ({ name }, calls) => {
      const wanted = calls.calls.flatMap((call) =>
        call.ownStorage
          ? call.needs.networks
              .filter((network) => takesOptions || !hasOptions(call, network))
              .map((network) => ({ call, network }))
          : [],
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
        because: `it attaches its container to the podman network ${missing.network}, which ${account.name} does not have`,
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
      "host, none, bridge, pasta, slirp4netns, container: and ns: are no names; a network that a .network quadlet or a command before makes. podman 3 has no options of a network and takes no notice of NAME:OPTION at all.",
    sources: [
      "podman-run(1), --network",
      "failure catalogue I09",
      "booted: bullseye (podman 3.0.1: NAME:OPTION is not looked for), bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});

function hasOptions({ call }: UnitCall, network: string): boolean {
  return valuesOf(call, "network", "net").some((value) => value.startsWith(`${network}:`));
}
