import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import {
  eachPodUnit,
  edit,
  lineOf,
  liveProperties,
  pass,
  propertiesOf,
  shellQuote,
} from "../../src/diagnosis/findings.ts";
import { linesOf, saidBy } from "../../src/diagnosis/said.ts";
import { findContainer } from "../../src/facts/container-store.ts";
import { type ExecSetting, keepsFromStarting } from "../../src/facts/exec-settings.ts";
import type { PodUnit } from "../../src/facts/pod-units.ts";
import { type PodmanCall, podmanCall } from "../../src/facts/podman-call.ts";

const inUse = /name "?([^" ]+)"? is (?:already )?in use/;

export const nameInUseAfterUncleanStop = defineCheck({
  id: "name-in-use-after-unclean-stop",
  group: "service",
  title: "The names of the containers that the unit makes are free at its start",
  layer: "objects",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "unitStates", "containerStore", "journal"],
  judge({ podUnits, unitStates, containerStore, journal }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name } = unit;
      const made = madeBy(unit);
      if (made.length === 0)
        return notApplicable(name, "The unit makes no container or pod by a name that could be taken");
      const up = liveProperties(unitStates, name)?.ActiveState === "active";
      const taken = made.find(
        ({ call, removed, reference }) =>
          call.object === "container" && !removed && findContainer(containerStore, reference) !== undefined,
      );
      const line = saidBy(name, inUse, journal);
      const said = line && inUse.exec(line.message)?.[1];
      const named = up ? undefined : made.find(({ reference }) => reference === said);
      const found = taken ?? named;
      if (!found) return pass(name, "Nothing says that a name that the unit gives is taken");
      // What the journal said may have been mended since.
      return finding(name, found, taken ? "fail" : "warn", up, [
        ...(taken ? [{ source: containerStore.files.join(", "), lines: [`a container ${taken.reference}`] }] : []),
        ...(named && line ? [linesOf(journal, line)] : []),
        ...propertiesOf(unitStates, name, ["ActiveState", "Result", "ExecMainStatus"]),
      ]);
    });
  },
  explanation: {
    what: "The unit makes a container or pod by a name that one has already, and does not replace it. Mostly the one that has the name is its own, from its last start.",
    why: "`podman run --name` and `podman create --name` refuse a name that is taken, running or not: exit 125, `the container name … is already in use`. Such a unit starts once, and at the next boot no more: stopping a container does not remove it. With `--rm` it is gone by then; after a power cut such a unit started again on podman 5.4, and on 4.3 did not (exit 125).",
    see: ["podman ps --all", "systemctl --user cat UNIT"],
    mend: "Add `--replace` to the `podman run` or `podman create` (with it `--rm`), or `ExecStartPre=-/usr/bin/podman rm --force --ignore NAME`; a quadlet does this by itself.",
    healthy:
      "`--replace`; an ExecStartPre= or ExecStop= that removes the container; a line that may fail (`ExecStartPre=-podman create …` before `podman start`).",
    sources: [
      "podman-run(1), --name and --replace",
      "failure catalogue C41",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

interface Made {
  readonly call: PodmanCall;
  readonly reference: string;
  readonly setting: ExecSetting;
  /** Something takes the old one away: the call itself, or another line of the unit. */
  readonly removed: boolean;
}

/** What the unit's own lines make without replacing it. Of a script's lines nobody knows which are reached. */
function madeBy({ exec }: PodUnit): readonly Made[] {
  const lines = exec.filter((setting) => keepsFromStarting(setting) && !setting.byScript);
  return lines.flatMap((setting) =>
    setting.podman.flatMap((words) => {
      const call = podmanCall(words);
      if (call?.does !== "make" || call.replaces) return [];
      return call.names.map((reference) => ({
        call,
        reference,
        setting,
        removed:
          call.removes || exec.some(({ podman, byScript }) => byScript || podman.some((other) => removes(other))),
      }));
    }),
  );
}

function removes(words: readonly string[]): boolean {
  return words.some((word) => word === "rm" || word === "prune" || word === "down");
}

function finding(
  unit: string,
  { call, reference, setting }: Made,
  status: "fail" | "warn",
  up: boolean,
  evidence: Finding["evidence"],
): Finding {
  const remove = call.object === "pod" ? "podman pod rm --force" : "podman rm --force";
  return {
    subject: unit,
    status,
    summary: `The unit makes a ${call.object} ${reference}, and one of that name is there already`,
    because: `it makes a ${call.object} named ${reference} without --replace, and one of that name is ${up ? "left by its own last start" : "there already"}`,
    evidence: [lineOf(setting, `${setting.key}=${setting.raw}`), ...evidence],
    fix: [
      edit(`In ${setting.path}, line ${setting.line}: add --replace.`),
      ...(up ? [] : [{ as: "user" as const, command: `${remove} ${shellQuote(reference)}` }]),
    ],
  };
}
