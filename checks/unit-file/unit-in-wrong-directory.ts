import { defineCheck } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { isFound } from "../../src/facts/boot-graph.ts";
import { splitUnitName } from "../../src/facts/unit-file/index.ts";
import { repairOf } from "../../src/repair/repair.ts";

export const unitInWrongDirectory = defineCheck({
  id: "unit-in-wrong-directory",
  group: "unit-file",
  title: "Every pod unit lies where the user manager looks",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["account", "unitEntries", "podUnits"],
  judge({ account, unitEntries, podUnits }) {
    const strays = unitEntries.wrongDirectories.flatMap(({ entries }) =>
      entries.filter(
        (entry) =>
          splitUnitName(entry.name)?.type === "service" &&
          entry.content.state === "parsed" &&
          entry.content.saysPodman &&
          !isFound(unitEntries, entry.name),
      ),
    );
    if (strays.length === 0) return pass(account.name, "Every pod unit lies where the user manager looks");
    const right = unitEntries.searchPath.userDirectory;
    return strays.map(({ name, directory, path }) => ({
      subject: name,
      status: podUnits.units.length > 0 ? ("warn" as const) : ("fail" as const),
      summary: `${name} lies in ${directory}, where no user manager looks`,
      because: `its unit lies in ${directory}, where the user manager does not look; the folder is ${right}`,
      evidence: [
        { source: path, lines: ["a unit that runs podman"] },
        { source: `${right}/${name}`, lines: ["does not exist"] },
      ],
      repair: repairOf({ kind: "move", as: "user", from: path, to: `${right}/${name}` }),
      fix: asUser(
        `mkdir -p ${shellQuote(right)}`,
        `mv -- ${shellQuote(path)} ${shellQuote(`${right}/${name}`)}`,
        `systemctl --user daemon-reload`,
        `systemctl --user enable ${shellQuote(name)}`,
      ),
    }));
  },
  explanation: {
    what: "The unit file is there, but in a folder that no user manager searches: a typing error (~/.config/systmd/user), ~/.config/systemd without /user, or the folder for quadlets.",
    why: "systemd reads units from fixed folders only. For it the unit does not exist: `Unit NAME.service not found` (systemd 257: `does not exist`).",
    see: ["systemd-analyze --user unit-paths", "find ~ -name UNIT"],
    mend: "Move the file to ~/.config/systemd/user, then `systemctl --user daemon-reload` and `systemctl --user enable UNIT`.",
    healthy:
      "A copy kept elsewhere while the unit itself is in place; a unit outside that was enabled by its full path, which links it into place.",
    sources: [
      "systemd.unit(5), unit search path",
      "failure catalogue C01",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
