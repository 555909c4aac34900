import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass, propertiesOf, statusOf } from "../../src/diagnosis/findings.ts";

export const environmentfileMissing = defineCheck({
  id: "environmentfile-missing",
  group: "service",
  title: "Every EnvironmentFile= is there and may be read",
  layer: "spawn",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "unitStates", "environmentFiles"],
  judge({ account, podUnits, unitStates, environmentFiles }) {
    return eachPodUnit(podUnits, ({ name, config }) => {
      const own = environmentFiles.get(name) ?? [];
      if (!config || own.length === 0)
        return notApplicable(name, config ? "The unit names no EnvironmentFile=" : "There is no readable unit file");
      const needed = own.filter(({ optional }) => !optional);
      const broken = needed.find(({ readable }) => readable === false);
      if (broken) {
        const absent = broken.status.outcome === "absent";
        return {
          subject: name,
          status: "fail",
          summary: `EnvironmentFile=${broken.file} ${absent ? "does not exist" : `may not be read by ${account.name}`}`,
          because: `its EnvironmentFile=${broken.file} ${absent ? "does not exist" : `may not be read by ${account.name}`}, and systemd then does not start it`,
          evidence: [
            lineOf(broken, `EnvironmentFile=${broken.value}`),
            statusOf(broken.file, broken.status),
            ...propertiesOf(unitStates, name, ["Result"]),
          ],
          fix: [
            edit(`Put the file at ${broken.file}, or write EnvironmentFile=-${broken.file} where it may be missing.`),
          ],
        };
      }
      const unseen = needed.find(({ readable, status }) => readable === undefined && status.outcome === "unanswered");
      if (unseen)
        return { subject: name, status: "unknown", summary: `${unseen.file} could not be looked at`, evidence: [] };
      return pass(
        name,
        "Every EnvironmentFile= is there and may be read",
        ...needed.slice(0, 1).map(({ file, status }) => statusOf(file, status)),
      );
    });
  },
  explanation: {
    what: "The unit names an EnvironmentFile= that is not there, or that the account may not read.",
    why: "systemd does not start the unit: `Result=resources`, `Failed to load environment files: No such file or directory`.",
    see: ["systemctl --user show UNIT -p EnvironmentFiles,Result", "ls -l /path/of/the/file"],
    mend: "Create the file, make it readable, or write a `-` in front of the path if it may be missing; then `systemctl --user daemon-reload`.",
    healthy:
      "A `-` in front makes the file optional. podman's own --env-file is another matter: there podman ends with 125.",
    sources: [
      "systemd.exec(5), EnvironmentFile=",
      "failure catalogue C23",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
