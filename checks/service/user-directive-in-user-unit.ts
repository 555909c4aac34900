import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { dropIn, repairOf } from "../../src/repair/repair.ts";

/** From this release on a user manager takes its own user's name; 252 fails, the releases between were not booted. */
const ownNameWorksFrom = 257;
const ownNameFailsUpTo = 252;

export const userDirectiveInUserUnit = defineCheck({
  id: "user-directive-in-user-unit",
  group: "service",
  title: "The unit does not try to change its user",
  layer: "spawn",
  step: "started",
  repair: "user",
  facts: ["account", "podUnits", "unitStates", "platform", "unitEntries"],
  judge({ account, podUnits, unitStates, platform, unitEntries }) {
    return eachPodUnit(podUnits, ({ name, config }): Finding => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      const user = config.last("Service", "User");
      const group = config.last("Service", "Group");
      const setting = user ?? group;
      if (!setting) return pass(name, "The unit does not try to change its user");
      const key = user ? "User" : "Group";
      const evidence = [
        lineOf(setting, `${key}=${setting.value}`),
        ...propertiesOf(unitStates, name, ["Result", "ExecMainStatus"]),
      ];
      const own =
        (user === undefined || isOwn(user.value, account.name, account.uid)) &&
        (group === undefined || isOwn(group.value, account.name, account.gid));
      const version = platform.systemdVersion;
      const live = liveProperties(unitStates, name);
      const refused = live?.ExecMainStatus === "216" || live?.ExecMainStatus === "217";
      const fix = [
        edit(`Remove ${key}= from ${setting.path}, line ${setting.line}: a user unit always runs as its user.`),
      ];
      const harmless = user === undefined || (version !== undefined && version >= ownNameWorksFrom);
      if (own && !refused && (harmless || live?.ActiveState === "active")) {
        return {
          subject: name,
          status: "advice",
          summary: `${key}=${setting.value} names the account itself: needless, and fatal on systemd 252`,
          evidence,
          fix,
        };
      }
      const certain = !own || refused || (version !== undefined && version <= ownNameFailsUpTo);
      return {
        subject: name,
        status: certain ? "fail" : "warn",
        summary: own
          ? `${key}=${setting.value} fails in a user unit on systemd ${version}`
          : `${key}=${setting.value}: a user manager cannot become somebody else`,
        because: own
          ? `its unit has ${key}=${setting.value}, which systemd ${version} refuses in a user unit although it names the account itself`
          : `its unit has ${key}=${setting.value}, and a user manager can run things only as its own user`,
        evidence,
        fix,
        repair: repairOf(
          dropIn(unitEntries.searchPath.userDirectory, name, "user-directive-in-user-unit", [
            "[Service]",
            "User=",
            "Group=",
          ]),
        ),
      };
    });
  },
  explanation: {
    what: "The unit has User= or Group=, as a unit of the system manager would.",
    why: "A user manager has no right to become another user: the start ends with `status=216/GROUP` (another user) or `217/USER` (an unknown one). On systemd 252 even the account's own name ends so; 257 takes it.",
    see: ["systemctl --user show UNIT -p User,Group,Result,ExecMainStatus", "systemctl --version"],
    mend: "Remove User= and Group= from the unit, then `systemctl --user daemon-reload` and `systemctl --user restart UNIT`.",
    healthy:
      "User= naming the account itself on systemd 257; User= in [Container] of a quadlet, which means the user inside the container.",
    sources: [
      "systemd.exec(5), exit codes 216 and 217",
      "podman#26543",
      "failure catalogue C16",
      "booted: bookworm (systemd 252) fails, trixie (systemd 257) works",
    ],
  },
});

function isOwn(value: string, name: string, id: number): boolean {
  return value === name || value === String(id) || value === "%u" || value === "%U";
}
