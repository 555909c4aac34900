import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { isFound } from "../../src/facts/boot-graph.ts";
import { splitUnitName } from "../../src/facts/unit-file/index.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { isMisnamed, meantService, whatItIs } from "./meant-name.ts";

export const unitWrongSuffixOrName = defineCheck({
  id: "unit-wrong-suffix-or-name",
  group: "unit-file",
  title: "Every pod unit has a name that systemd takes",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["account", "unitEntries", "podUnits", "bootGraph"],
  waitsFor: ["unit-unreadable"],
  judge({ account, unitEntries, podUnits, bootGraph }) {
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
    const searched = [...(directory ? [directory] : []), ...unitEntries.wrongDirectories];
    const files = searched.flatMap((folder) => folder.entries.map((entry) => ({ entry, folder })));
    const misnamed = files.flatMap(({ entry, folder }): readonly Finding[] => {
      const meant = meantService(entry, folder, bootGraph);
      if (!isMisnamed(entry, meant) || isFound(unitEntries, meant) || entries.some(({ name }) => name === meant))
        return [];
      const right = `${userDirectory}/${meant}`;
      return [
        {
          subject: meant,
          status: weight,
          summary: `${entry.name} is no name of a unit; ${meant} was meant`,
          because: `its unit is called "${entry.name}", which systemd does not take for a unit; ${meant} was meant`,
          evidence: [{ source: entry.path, lines: [whatItIs(entry)] }],
          // A file that lies in a wrong folder as well is moved to its right name there.
          ...(folder !== directory
            ? {}
            : { repair: repairOf({ kind: "move", as: "user", from: entry.path, to: right }) }),
          fix: asUser(
            `mv -- ${shellQuote(entry.path)} ${shellQuote(right)}`,
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
