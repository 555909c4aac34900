import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { linesOf, saidBy } from "../../src/diagnosis/said.ts";
import {
  type ContainerStore,
  isMadeByUnit,
  missingContainers,
  noSuchObject,
  type StartedObject,
  startedObjects,
} from "../../src/facts/container-store.ts";
import type { JournalLine } from "../../src/facts/journal.ts";

export const staleGeneratedUnitIds = defineCheck({
  id: "stale-generated-unit-ids",
  group: "service",
  title: "The containers and pods that the unit starts exist",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "unitStates", "containerStore", "journal"],
  consequenceOf: ["store-mismatch-root-vs-user"],
  judge({ account, podUnits, unitStates, containerStore, journal }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name } = unit;
      const started = startedObjects(unit.exec);
      if (started.length === 0)
        return notApplicable(name, "The unit starts no container or pod that must be there already");
      const states = propertiesOf(unitStates, name, ["ActiveState", "Result", "ExecMainStatus"]);
      const gone = missingContainers(unit.exec, containerStore).find(
        ({ reference }) => !isMadeByUnit(podUnits, reference),
      );
      if (gone)
        return missing(name, gone, account.name, "fail", [
          { source: containerStore.files.join(", "), lines: [`no container ${gone.reference}`] },
          ...states,
        ]);
      const line = saidBy(name, noSuchObject, journal);
      const said = line && noSuchObject.exec(line.message)?.[1];
      const named = started.find(({ reference }) => reference === said);
      const up = liveProperties(unitStates, name)?.ActiveState === "active";
      if (line && named && !up && !isMadeByUnit(podUnits, named.reference)) {
        const status = madeSince(containerStore, line) ? "warn" : "fail";
        return missing(name, named, account.name, status, [linesOf(journal, line), ...states]);
      }
      return pass(name, "Nothing says that a container or pod that the unit starts is missing");
    });
  },
  explanation: {
    what: "The unit starts a container or pod by a name or id that the account does not have. Often the unit was generated (`podman generate systemd` without --new) and names ids of containers that were made anew since.",
    why: "`podman start` and `podman pod start` only start what exists: exit 125, `no container with name or ID … found: no such container`, `no pod with name or ID … found: no such pod`. Each account has its own containers: what `sudo podman` made is root's.",
    see: ["podman ps --all", "podman pod ps", "systemctl --user cat UNIT"],
    mend: "Make the container or pod again under that name, or let the unit make it: `podman run --replace --name …`, `podman generate systemd --new --files --name`, or a quadlet.",
    healthy:
      "An id that still exists; a unit that makes its container at each start; a container that another unit of the account makes.",
    sources: [
      "podman-start(1), podman-pod-start(1)",
      "containers/storage: containers.json",
      "failure catalogue C37",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

/** A pod brings a container with it: if none was made since, no pod was. */
function madeSince({ containers, files }: ContainerStore, { atMs }: JournalLine): boolean {
  return files.length === 0 || containers.some(({ created }) => created === undefined || Date.parse(created) > atMs);
}

function missing(
  unit: string,
  { object, reference, setting }: StartedObject,
  account: string,
  status: "fail" | "warn",
  evidence: Finding["evidence"],
): Finding {
  const byId = /^[0-9a-f]{12,64}$/.test(reference);
  const what = byId ? `a ${object} by an id` : `the ${object} ${reference}`;
  return {
    subject: unit,
    status,
    summary: `The unit starts ${what} that ${account} does not have`,
    because: byId
      ? `it starts a ${object} by an id that ${account} does not have: that ${object} was removed, or made anew`
      : `it starts the ${object} ${reference}, which ${account} does not have`,
    evidence: [lineOf(setting, `${setting.key}=${setting.raw}`), ...evidence],
    fix: [
      edit(`Make the ${object} again as ${account}, or name one that exists in ${setting.path}, line ${setting.line}.`),
    ],
  };
}
