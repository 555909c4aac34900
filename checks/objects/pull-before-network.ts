import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { parseImageName, wouldPull } from "../../src/facts/image-names.ts";
import { mayBeMade } from "../../src/facts/podman-commands/index.ts";
import { waitsForNetwork } from "../network/waits-for-network.ts";
import { callLine, eachWithCalls } from "./unit-calls.ts";

export const pullBeforeNetwork = defineCheck({
  id: "pull-before-network",
  group: "objects",
  title: "No image has to be pulled at boot",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "unitStates", "podmanCommands", "podmanStorage"],
  consequenceOf: ["short-name"],
  judge({ podUnits, unitStates, podmanCommands, podmanStorage: { images, graphRoot } }) {
    return eachWithCalls(podUnits, podmanCommands, ({ name, config }, calls) => {
      const wanted = calls.calls.flatMap((call) => {
        const image = call.needs.image && parseImageName(call.needs.image.reference);
        // localhost/ stands for images made here: image-missing-locally judges these.
        return call.needs.image && image && image.registry !== "localhost" && call.ownStorage
          ? [{ call, image, ...call.needs.image }]
          : [];
      });
      if (wanted.length === 0) return notApplicable(name, "No Exec line names an image of a registry");
      if (!images.known)
        return {
          subject: name,
          status: "unknown",
          summary: `The images could not be read: ${images.why.detail}`,
          evidence: [],
        };
      const pulled = wanted.find((one) => wouldPull(one, images.value) && !mayBeMade(calls, one.image.path));
      if (!pulled) return pass(name, "Every image of a registry that it names is in the storage");
      const { call, reference, pull, said = "--pull=always" } = pulled;
      const waits = waitsForNetwork(name, config, unitStates) !== undefined;
      const why = pull === "always" ? `${said} asks its registry at each start` : "it is not in the storage";
      return {
        subject: name,
        status: waits ? "advice" : "warn",
        summary: `podman pulls ${reference} at boot: ${why}`,
        because: `podman has to pull ${reference} at boot, when the network may not be there yet`,
        evidence: [callLine(call), { source: graphRoot, lines: [why] }],
        fix: asUser(`podman pull ${shellQuote(reference)}`),
      };
    });
  },
  explanation: {
    what: "The image of a container has to come from a registry when the unit starts: it is not in the storage, or the unit says --pull=always.",
    why: "User units cannot wait for the system's network-online.target, so the pull may come before the network: podman ends with 125, `pinging container registry …: dial tcp: lookup …: network is unreachable`. By hand it works later.",
    see: ["podman images", "systemctl --user show UNIT -p After"],
    mend: "Pull the image once as the account (`podman pull`); leave --pull=always away, or write --pull=newer, which starts the image that is here when no registry answers; from podman 5.3 on quadlets wait for the network.",
    healthy: "An image that is in the storage; --pull=newer with such an image; a registry on this very host.",
    sources: [
      "podman-run(1), --pull",
      "failure catalogue J01",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
