import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { findContainer, isMadeByUnit, missingContainers, startedObjects } from "../../src/facts/container-store.ts";

export const storeMismatchRootVsUser = defineCheck({
  id: "store-mismatch-root-vs-user",
  group: "service",
  title: "The containers that the unit starts are the account's own",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "unitStates", "containerStore", "rootContainerStore"],
  judge({ account, podUnits, unitStates, containerStore, rootContainerStore }) {
    return eachPodUnit(podUnits, ({ name, exec }) => {
      if (!startedObjects(exec).some(({ object }) => object === "container"))
        return notApplicable(name, "The unit starts no container that must be there already");
      const roots = missingContainers(exec, containerStore).find(
        ({ reference }) =>
          !isMadeByUnit(podUnits, reference) && findContainer(rootContainerStore, reference) !== undefined,
      );
      if (!roots) return pass(name, "No container that the unit starts is root's instead");
      const { reference, setting } = roots;
      return {
        subject: name,
        status: "fail",
        summary: `The container ${reference} is root's, not ${account.name}'s`,
        because: `it starts the container ${reference}, which was made by root (sudo podman) and is not among ${account.name}'s`,
        evidence: [
          lineOf(setting, `${setting.key}=${setting.raw}`),
          { source: containerStore.files.join(", "), lines: [`no container ${reference}`] },
          { source: rootContainerStore.files.join(", "), lines: [`a container ${reference}`] },
          ...propertiesOf(unitStates, name, ["Result", "ExecMainStatus"]),
        ],
        fix: [
          edit(
            `Make the container as ${account.name}, without sudo (its image: sudo podman image scp root@localhost::IMAGE ${account.name}@localhost::).`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "The unit starts a container that exists for root and not for the account: it was made with `sudo podman`, or by a root shell.",
    why: "Every account has a storage of its own (~/.local/share/containers/storage; root: /var/lib/containers/storage), and podman sees only its own: exit 125, `no container with name or ID … found: no such container`, although `sudo podman ps` shows it.",
    see: ["podman ps --all", "sudo podman ps --all"],
    mend: "Make the container again as the account; `podman image scp` or `podman save | podman load` brings the image over. Or run it as root on purpose, by a system unit.",
    healthy: "A container of the same name for root and for the account: each has its own.",
    sources: [
      "podman(1), Rootless mode",
      "failure catalogue C38",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
