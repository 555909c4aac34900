import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { asRoot, asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import type { UnitEntries, UnitEntry } from "../../src/facts/unit-entries.ts";
import { explicitRepairOf } from "../../src/repair/repair.ts";
import { startManager } from "./start-manager.ts";

export const userDefaultTargetBroken = defineCheck({
  id: "user-default-target-broken",
  group: "user-manager",
  title: "The user manager's default.target is the usual one",
  layer: "user-manager",
  step: "manager",
  repair: "user",
  facts: ["account", "unitEntries"],
  judge({ account, unitEntries }) {
    const entry = ownDefaultTarget(unitEntries);
    if (!entry) return pass(account.name, "default.target is the distribution's own");
    const trouble = troubleOf(entry);
    const shown = {
      source: entry.path,
      lines: [entry.target === undefined ? `${entry.kind}, ${entry.content.state}` : `link to ${entry.target}`],
    };
    if (trouble === undefined) return pass(account.name, "default.target leads to a target", shown);
    const own = entry.path.startsWith(`${account.home}/`);
    const hand = own ? "user" : "root";
    return {
      subject: account.name,
      status: "fail",
      summary: `${entry.path} ${trouble}`,
      because: `${entry.path} ${trouble}, so ${account.name}'s user manager fails at its start`,
      evidence: [shown],
      fix: (own ? asUser : asRoot)(`rm ${shellQuote(entry.path)}`),
      repair: explicitRepairOf({ kind: "remove", as: hand, path: entry.path }, startManager(account.uid)),
    } satisfies Finding;
  },
  explanation: {
    what: "Somebody put a default.target of their own before the distribution's: a mask (a link to /dev/null or an empty file), or a link that leads nowhere.",
    why: "default.target is what the user manager starts at boot. Masked or not to be found, the manager itself fails: `user@UID.service` with status 1, `Unit default.target is masked.`, `Falling back to rescue.target`, which users do not have.",
    see: [
      "systemctl --user get-default",
      "ls -l ~/.config/systemd/user/default.target /etc/systemd/user/default.target",
    ],
    mend: "Remove the file or link (as root below /etc), then `systemctl restart user@UID.service` or reboot.",
    healthy: "A link to the distribution's default.target; a link to another target that itself wants the pods.",
    sources: [
      "systemd.special(7), default.target",
      "failure catalogue A13",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

function ownDefaultTarget({ directories }: UnitEntries): UnitEntry | undefined {
  return directories.flatMap(({ entries }) => entries).find(({ name }) => name === "default.target");
}

/** A link to any target that is there works: the boot comes to default.target.wants by either name (booted). */
function troubleOf({ content, target }: UnitEntry): string | undefined {
  if (content.state === "masked")
    return content.by === "link" ? "is a mask (a link to /dev/null)" : "is an empty file, which masks it";
  return content.state === "dangling" ? `leads nowhere (${target ?? ""})` : undefined;
}
