import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { isFound } from "../../src/facts/boot-graph.ts";
import type { UnitEntry } from "../../src/facts/unit-entries.ts";
import { nearest, splitUnitName, unitNameIsValid, unitSuffixes } from "../../src/facts/unit-file/index.ts";
import { repairOf } from "../../src/repair/repair.ts";

export const unitWrongSuffixOrName = defineCheck({
  id: "unit-wrong-suffix-or-name",
  group: "unit-file",
  title: "Every pod unit has a name that systemd takes",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["account", "unitEntries", "podUnits"],
  waitsFor: ["unit-unreadable"],
  judge({ account, unitEntries, podUnits }) {
    const { userDirectory } = unitEntries.searchPath;
    const directory = unitEntries.directories.find(({ path }) => path === userDirectory);
    if (directory?.state === "unreadable")
      return {
        subject: account.name,
        status: "unknown",
        summary: `${userDirectory} could not be read${directory.why ? `: ${directory.why.detail}` : ""}`,
        evidence: [],
      };
    const entries = directory?.entries ?? [];
    const weight = podUnits.units.length > 0 ? "warn" : "fail";
    const misnamed = entries.flatMap((entry): readonly Finding[] => {
      const meant = meantName(entry);
      if (meant === undefined || isFound(unitEntries, meant) || entries.some(({ name }) => name === meant)) return [];
      return [
        {
          subject: meant,
          status: weight,
          summary: `${entry.name} is no name of a unit; ${meant} was meant`,
          because: `its unit is called "${entry.name}", which systemd does not take for a unit; ${meant} was meant`,
          evidence: [{ source: entry.path, lines: ["a unit that runs podman"] }],
          repair: repairOf({ kind: "move", as: "user", from: entry.path, to: `${entry.directory}/${meant}` }),
          fix: asUser(
            `mv -- ${shellQuote(entry.path)} ${shellQuote(`${entry.directory}/${meant}`)}`,
            "systemctl --user daemon-reload",
            `systemctl --user enable ${shellQuote(meant)}`,
          ),
        },
      ];
    });
    const folders = entries.filter(({ name, kind }) => kind === "directory" && splitUnitName(name)?.type === "service");
    const findings = [
      ...misnamed,
      ...folders.map(
        ({ name, path }): Finding => ({
          subject: name,
          status: weight,
          summary: `${name} is a folder, not a unit file`,
          because: `${path} is a folder, where systemd expects the unit file`,
          evidence: [{ source: path, lines: ["directory"] }],
          fix: [{ as: "user", edit: `Put the unit file itself at ${path}.` }],
        }),
      ),
    ];
    return findings.length > 0 ? findings : pass(account.name, "Every pod unit has a name that systemd takes");
  },
  explanation: {
    what: "A file among the user's units runs podman, but its name is none that systemd takes: pod.service.txt, pod.servce, Pod.Service, or no suffix at all; or a folder has the unit's name.",
    why: "systemd passes over each file whose name does not end in a unit type it knows, without a word.",
    see: ["ls -l ~/.config/systemd/user", "systemctl --user list-unit-files UNIT"],
    mend: "Rename the file to NAME.service, then `systemctl --user daemon-reload` and `systemctl --user enable NAME.service`.",
    healthy:
      "Copies that editors and package managers leave (pod.service~, pod.service.bak, pod.service.rpmsave) beside the unit itself; hidden files.",
    sources: [
      "systemd.unit(5)",
      "src/basic/unit-name.c, unit_name_is_valid",
      "failure catalogue C03",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

/** The service that a misnamed file was meant to be; undefined where the name is right or it runs no podman. */
function meantName(entry: UnitEntry): string | undefined {
  if (
    unitNameIsValid(entry.name) ||
    entry.name.startsWith(".") ||
    entry.content.state !== "parsed" ||
    !entry.content.saysPodman
  )
    return undefined;
  const service = /^(.+?)\.service\b/is.exec(entry.name)?.[1];
  const [, stem = entry.name, suffix = ""] = /^(.+?)(\.[^.]*)?$/s.exec(entry.name) ?? [];
  const close = suffix !== "" && nearest(suffix.toLowerCase(), unitSuffixes) === ".service";
  const name = service ?? (close || suffix === "" ? stem : undefined);
  const meant = name === undefined ? undefined : `${name.replace(/[^A-Za-z0-9:_.\\@-]/g, "-")}.service`;
  return meant !== undefined && unitNameIsValid(meant) ? meant : undefined;
}
