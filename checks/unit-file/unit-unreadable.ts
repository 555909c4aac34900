import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { asRoot, eachPodUnit, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { isFound } from "../../src/facts/boot-graph.ts";
import { isMisnamed, meantService } from "./meant-name.ts";

export const unitUnreadable = defineCheck({
  id: "unit-unreadable",
  group: "unit-file",
  title: "The account may read its unit",
  layer: "discovery",
  step: "unit",
  repair: "root",
  hidesText: true,
  facts: ["account", "unitEntries", "podUnits", "bootGraph"],
  judge({ account, unitEntries, podUnits, bootGraph }) {
    const path = unitEntries.searchPath.userDirectory;
    const weight = podUnits.units.length > 0 ? "warn" : "fail";
    const directory = unitEntries.directories.find((candidate) => candidate.path === path);
    if (directory?.state === "unreadable" && directory.why?.reason === "denied") {
      return {
        ...unreadable(
          account.name,
          path,
          account.name,
          weight,
          `chown -R ${shellQuote(`${account.name}:`)} ${shellQuote(path)}`,
        ),
        because: `${account.name} may not look into ${path}, so the user manager finds no units there`,
      };
    }
    const misnamed = (directory?.entries ?? []).flatMap((entry): readonly Finding[] => {
      const meant = directory && meantService(entry, directory, bootGraph);
      // A backup that root made beside the unit is nobody's unit.
      if (meant === undefined || isFound(unitEntries, meant)) return [];
      if (!isMisnamed(entry, meant) || entry.content.state !== "unreadable" || entry.content.why.reason !== "denied")
        return [];
      return [{ ...unreadableFile(meant, entry.path, account.name), status: weight }];
    });
    if (misnamed.length > 0 && podUnits.units.length === 0) return misnamed;
    const found = eachPodUnit(podUnits, (unit) => {
      if (unit.entry.content.state !== "unreadable") return pass(unit.name, "The account may read its unit");
      const { reason, detail } = unit.entry.content.why;
      if (reason !== "denied")
        return {
          subject: unit.name,
          status: "unknown",
          summary: `The unit file could not be read: ${detail}`,
          evidence: [],
        };
      return unreadableFile(unit.name, unit.entry.path, account.name);
    });
    return [...misnamed, ...found];
  },
  explanation: {
    what: "The unit file, or a folder above it, may not be read by the account whose manager must load it: typically a file that was copied with sudo and is root's with mode 0600.",
    why: "The user manager runs as the account. It says `Failed to open …: Permission denied` in its own journal, and then `Unit … not found`.",
    see: ["namei -l ~/.config/systemd/user/UNIT", "test -r ~/.config/systemd/user/UNIT && echo readable"],
    mend: "As root: `chown USER: FILE`, `chmod 644 FILE`; then, as the account, `systemctl --user daemon-reload`.",
    healthy: "A file that belongs to root and that everybody may read is fine.",
    sources: ["failure catalogue C08", "booted: bookworm (systemd 252), trixie (systemd 257)"],
  },
});

function unreadableFile(subject: string, path: string, account: string): Finding {
  const file = shellQuote(path);
  return unreadable(subject, path, account, "fail", `chown ${shellQuote(`${account}:`)} ${file}`, `chmod 644 ${file}`);
}

function unreadable(
  subject: string,
  path: string,
  account: string,
  status: "fail" | "warn",
  ...commands: readonly string[]
): Finding {
  return {
    subject,
    status,
    summary: `${account} may not read ${path}`,
    because: `${account} may not read ${path}, so the user manager cannot load it`,
    evidence: [{ source: path, lines: [`as ${account}: permission denied`] }],
    fix: asRoot(...commands),
  };
}
