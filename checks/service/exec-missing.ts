import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import {
  asUser,
  eachPodUnit,
  edit,
  lineOf,
  pass,
  propertiesOf,
  shellQuote,
  statusOf,
} from "../../src/diagnosis/findings.ts";
import type { Account } from "../../src/facts/account.ts";
import { type ExecSetting, keepsFromStarting } from "../../src/facts/exec-settings.ts";
import type { PodUnit } from "../../src/facts/pod-units.ts";
import { dropIn, type Repair, repairOf } from "../../src/repair/repair.ts";

export const execMissing = defineCheck({
  id: "exec-missing",
  group: "service",
  title: "What the unit runs exists and may be run",
  layer: "spawn",
  step: "started",
  repair: "user",
  facts: ["account", "podUnits", "unitStates", "unitEntries"],
  judge({ account, podUnits, unitStates, unitEntries }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name, config, exec } = unit;
      if (!config) return notApplicable(name, "There is no readable unit file");
      const broken = exec.flatMap((setting) => {
        const problem = setting.command ? problemOf(setting, account) : undefined;
        return problem === undefined ? [] : [{ setting, problem }];
      });
      const deciding = broken.find(({ setting }) => keepsFromStarting(setting)) ?? broken[0];
      const unseen = exec.find(
        (setting) => setting.file.outcome === "unanswered" && problemOf(setting, account) === undefined,
      );
      // What could not be seen may be what keeps the unit from starting; a lesser fault beside it says nothing of that.
      if (unseen?.file.outcome === "unanswered" && !(deciding && keepsFromStarting(deciding.setting)))
        return { subject: name, status: "unknown", summary: unseen.file.detail, evidence: [] };
      if (!deciding)
        return pass(
          name,
          "What the unit runs exists and may be run",
          ...exec.slice(0, 1).map(({ executable, file }) => statusOf(executable, file)),
        );
      const { setting, problem } = deciding;
      const fatal = keepsFromStarting(setting);
      const evidence = [
        lineOf(setting, `${setting.key}=${setting.raw}`),
        statusOf(setting.executable, setting.file),
        ...propertiesOf(unitStates, name, ["Result", "ExecMainStatus"]),
      ];
      const fix =
        problem.kind === "not-executable"
          ? asUser(`chmod +x ${shellQuote(setting.executable)}`)
          : [
              edit(
                `In ${setting.path}, line ${setting.line}: name a program that exists (\`command -v podman\` tells where podman is).`,
              ),
            ];
      if (!fatal)
        return {
          subject: name,
          status: "advice",
          summary: `${setting.key}= names ${setting.executable}, which ${problem.text}`,
          evidence,
          fix,
        };
      return {
        subject: name,
        status: "fail",
        summary: `${setting.key}= runs ${setting.executable}, which ${problem.text}`,
        because: `its ${setting.key}= runs ${setting.executable}, which ${problem.text}`,
        evidence,
        fix,
        ...repairOfExec(unit, setting, account, unitEntries.searchPath.userDirectory),
      };
    });
  },
  explanation: {
    what: "An Exec line names a program that is not there, is a folder, or that the account may not run.",
    why: "systemd ends the start with `status=203/EXEC` (257: `Unable to locate executable`, 252: `Failed to locate executable`). Often podman is at /usr/local/bin while the unit says /usr/bin, or a script lost its executable bit.",
    see: [
      "systemctl --user show UNIT -p ExecStart,Result,ExecMainStatus",
      "ls -l /path/of/the/program",
      "command -v podman",
    ],
    mend: "Write the right path, or `chmod +x` the script; then `systemctl --user daemon-reload` and `systemctl --user restart UNIT`.",
    healthy:
      "A `-` in front makes a failure count as success; a missing program in ExecStop= does not keep the unit from starting; specifiers (%h) and prefixes (@ - : + !) are no part of the path.",
    sources: [
      "systemd.exec(5), exit code 203",
      "failure catalogue C19",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

/**
 * The executable bit of a file of the account's own; or, where a program of the same name is in systemd's own path, a
 * drop-in that names it in every Exec line that went wrong. Anything else takes a person.
 */
function repairOfExec(
  unit: PodUnit,
  setting: ExecSetting,
  account: Account,
  userDirectory: string,
): { repair?: Repair } {
  const { file, executable, elsewhere } = setting;
  if (file.outcome === "present" && file.kind === "file" && file.uid === account.uid) {
    return { repair: repairOf({ kind: "mode", as: "user", path: executable, mode: file.mode | 0o100 }) };
  }
  if (file.outcome !== "absent" || elsewhere === undefined) return {};
  const keys = [...new Set(unit.exec.filter((exec) => exec.elsewhere !== undefined).map(({ key }) => key))];
  const lines = keys.flatMap((key) => [`${key}=`, ...linesOf(unit, key)]);
  return { repair: repairOf(dropIn(userDirectory, unit.name, "exec-missing", ["[Service]", ...lines])) };
}

/** All lines of one key, each program that is missing named where it is. */
function linesOf(unit: PodUnit, key: ExecSetting["key"]): readonly string[] {
  const own = unit.exec.filter((exec) => exec.key === key);
  const raws = [...new Set(own.map(({ raw }) => raw))];
  return raws.map((raw) => {
    const wrong = own.filter((exec) => exec.raw === raw && exec.elsewhere !== undefined);
    return `${key}=${wrong.reduce((text, { command, elsewhere = "" }) => text.replace(command?.command ?? "", () => elsewhere), raw)}`;
  });
}

interface Problem {
  readonly kind: "absent" | "not-executable" | "other";
  readonly text: string;
}

function problemOf({ file, executable }: ExecSetting, account: Account): Problem | undefined {
  // A specifier that could not be resolved here leaves a path that nobody meant.
  if (executable.includes("%")) return undefined;
  if (file.outcome === "absent") return { kind: "absent", text: "does not exist" };
  if (file.outcome === "unanswered")
    return file.reason === "denied" ? { kind: "other", text: `${account.name} may not reach` } : undefined;
  if (file.kind === "directory") return { kind: "other", text: "is a folder" };
  if (file.kind !== "file") return { kind: "other", text: "is no file" };
  const bit = file.uid === account.uid ? 0o100 : account.groups.includes(file.gid) ? 0o010 : 0o001;
  const allowed = account.uid === 0 ? (file.mode & 0o111) !== 0 : (file.mode & bit) !== 0;
  return allowed ? undefined : { kind: "not-executable", text: "is not executable" };
}
