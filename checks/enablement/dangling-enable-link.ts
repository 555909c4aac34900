import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { asUser, pass, shellQuote } from "../../src/diagnosis/findings.ts";
import { splitUnitName } from "../../src/facts/unit-file/index.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { isReached } from "./install-targets.ts";

export const danglingEnableLink = defineCheck({
  id: "dangling-enable-link",
  group: "enablement",
  title: "Every enabled unit exists",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["account", "bootGraph", "podUnits"],
  consequenceOf: ["unit-dangling-symlink", "unit-in-wrong-directory", "unit-wrong-suffix-or-name"],
  judge({ account, bootGraph, podUnits }) {
    const dangling = bootGraph.links.filter(
      ({ dangling, by, unit, path }) =>
        dangling &&
        path.startsWith(`${account.home}/`) &&
        isReached(by, bootGraph) &&
        splitUnitName(unit)?.type === "service",
    );
    if (dangling.length === 0) return pass(account.name, "Every enabled unit exists");
    const others = podUnits.units.some(({ config }) => config !== undefined) || podUnits.quadlets.length > 0;
    return dangling.map(
      ({ unit, by, path, target }): Finding => ({
        subject: unit,
        status: others ? "advice" : "fail",
        summary: `${unit} is enabled for ${by}, but there is no such unit`,
        because: `it is enabled for ${by}, but its unit file is gone (${target})`,
        evidence: [{ source: path, lines: [`-> ${target}`, "nothing is there, and no folder of units has the name"] }],
        ...(others ? { repair: repairOf({ kind: "remove", as: "user", path }) } : {}),
        fix: others
          ? asUser(`rm -- ${shellQuote(path)}`)
          : [
              {
                as: "user",
                edit: `Put the unit back at ${account.home}/.config/systemd/user/${unit}, or remove the link: rm -- ${shellQuote(path)}`,
              },
            ],
      }),
    );
  },
  explanation: {
    what: "A link below default.target.wants names a unit that exists nowhere: the file was moved, renamed or removed after `enable`.",
    why: "Wanting a unit that does not exist is no error for systemd: there is no message at boot, and nothing starts.",
    see: ["find ~/.config/systemd/user -path '*.wants/*' -xtype l", "systemctl --user is-enabled UNIT"],
    mend: "Put the unit back and run `systemctl --user reenable UNIT`; or remove the link if the pod is not wanted any more.",
    healthy:
      "A leftover of a pod that was removed on purpose, beside pods that run, harms nothing and counts as advice; a link that leads nowhere still works where a unit of its name is in another folder.",
    sources: [
      "systemd.unit(5), Wants=",
      "failure catalogue D05",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
