import { defineCheck } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { repairOf } from "../../src/repair/repair.ts";

export const unitDirMissing = defineCheck({
  id: "unit-dir-missing",
  group: "unit-file",
  title: "The account has a folder of user units",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["account", "unitEntries", "podUnits", "otherManagers"],
  consequenceOf: [
    "quadlet-wrong-directory",
    "unit-in-wrong-directory",
    "home-not-mounted-at-boot",
    "system-user-no-home",
  ],
  judge({ account, unitEntries, podUnits, otherManagers }) {
    const path = unitEntries.searchPath.userDirectory;
    const directory = unitEntries.directories.find((candidate) => candidate.path === path);
    const state = directory?.state ?? "absent";
    if (state !== "absent")
      return pass(account.name, "The account has a folder of user units", {
        source: path,
        lines: [state === "present" ? "directory" : "may not be read"],
      });
    const evidence = [{ source: path, lines: ["does not exist"] }];
    const elsewhere = podUnits.units[0]?.entry.path ?? podUnits.quadlets[0] ?? otherManagers.systemServices[0];
    if (elsewhere !== undefined) {
      return {
        subject: account.name,
        status: "not-applicable",
        summary: `Its pods come from elsewhere (${elsewhere})`,
        evidence,
      };
    }
    const [unread] = unitEntries.directories
      .flatMap(({ entries }) => entries)
      .filter(({ content }) => content.state === "unreadable" && content.why.reason !== "denied");
    if (unread) {
      return {
        subject: account.name,
        status: "unknown",
        summary: `${path} does not exist, and ${unread.path}, which may be a pod's unit, could not be read`,
        evidence,
      };
    }
    return {
      subject: account.name,
      status: "fail",
      summary: `${path} does not exist, and there is no unit or quadlet anywhere else`,
      because: `${account.name} has no folder of user units (${path}) and no unit or quadlet anywhere else, so there is nothing to start`,
      evidence,
      fix: asUser(`mkdir -p ${shellQuote(path)}`),
      repair: repairOf({ kind: "directory", as: "user", path }),
    };
  },
  explanation: {
    what: "~/.config/systemd/user does not exist, and the account has neither quadlets nor a unit in any other folder that its manager searches.",
    why: "There is nothing that systemd could start. Most often the unit was put elsewhere, or copying it failed because the folder was not there.",
    see: ["ls -ld ~/.config/systemd/user ~/.config/containers/systemd", "systemd-analyze --user unit-paths"],
    mend: "`mkdir -p ~/.config/systemd/user` as the account (not with sudo: the folder must be the account's), put the unit there, `systemctl --user daemon-reload`, `systemctl --user enable --now UNIT`.",
    healthy:
      "An account with quadlets only, with units in /etc/systemd/user or ~/.local/share/systemd/user only, or whose pods the system manager runs, needs no such folder.",
    sources: [
      "systemd.unit(5), unit search path",
      "failure catalogue C02",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
