import { defineCheck } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { isFound } from "../../src/facts/boot-graph.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { meantService, whatItIs } from "./meant-name.ts";

export const unitInWrongDirectory = defineCheck({
  id: "unit-in-wrong-directory",
  group: "unit-file",
  title: "Every pod unit lies where the user manager looks",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["account", "unitEntries", "podUnits", "bootGraph"],
  judge({ account, unitEntries, podUnits, bootGraph }) {
    const strays = unitEntries.wrongDirectories.flatMap((folder) =>
      folder.entries.flatMap((entry) => {
        const meant = meantService(entry, folder, bootGraph);
        return meant === undefined || isFound(unitEntries, meant) ? [] : [{ entry, meant }];
      }),
    );
    if (strays.length === 0) return pass(account.name, "Every pod unit lies where the user manager looks");
    const right = unitEntries.searchPath.userDirectory;
    return strays.map(({ entry, meant }) => ({
      subject: meant,
      status: podUnits.units.length > 0 ? ("warn" as const) : ("fail" as const),
      summary: `${entry.name} lies in ${entry.directory}, where no user manager looks`,
      because: `its unit lies in ${entry.directory}, where the user manager does not look; the folder is ${right}`,
      evidence: [
        { source: entry.path, lines: [whatItIs(entry)] },
        { source: `${right}/${meant}`, lines: ["does not exist"] },
      ],
      repair: repairOf({ kind: "move", as: "user", from: entry.path, to: `${right}/${meant}` }),
      fix: asUser(
        `mkdir -p ${shellQuote(right)}`,
        `mv -- ${shellQuote(entry.path)} ${shellQuote(`${right}/${meant}`)}`,
        `systemctl --user daemon-reload`,
        `systemctl --user enable ${shellQuote(meant)}`,
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
