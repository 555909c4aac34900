import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass, propertiesOf } from "../../src/diagnosis/findings.ts";

export const execstartNotAbsolute = defineCheck({
  id: "execstart-not-absolute",
  group: "service",
  title: "Exec lines name programs as systemd takes them",
  layer: "discovery",
  step: "unit",
  repair: "user",
  facts: ["podUnits", "unitStates"],
  judge({ podUnits, unitStates }) {
    return eachPodUnit(podUnits, ({ name, config, exec }) => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      const wrong = exec.find(({ problem }) => problem?.kind === "not-absolute" && problem.fatal);
      if (!wrong?.problem) return pass(name, "Exec lines name programs as systemd takes them");
      const meant = meantValue(wrong.raw);
      return {
        subject: name,
        status: "fail",
        summary: `${wrong.key}=${wrong.raw}: neither an absolute path nor a bare name`,
        because: `its ${wrong.key}= begins with "${wrong.raw.split(/\s/)[0]}", and systemd takes only an absolute path or a bare name there`,
        evidence: [
          lineOf(wrong, `${wrong.key}=${wrong.raw}`),
          { source: wrong.path, lines: [wrong.problem.text] },
          ...propertiesOf(unitStates, name, ["LoadState"]),
        ],
        fix: [
          edit(
            `In ${wrong.path}, line ${wrong.line}: ${meant === undefined ? "write the absolute path" : `${wrong.key}=${meant}`}`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "An Exec line begins with `~/`, `$HOME/` or a relative path.",
    why: "systemd is no shell: it expands neither `~` nor a variable in the first word. It says `Neither a valid executable name nor an absolute path` and refuses the whole unit (`LoadState=bad-setting`).",
    see: [
      "systemd-analyze --user verify ~/.config/systemd/user/UNIT",
      "systemctl --user show UNIT -p LoadState,LoadError",
    ],
    mend: "Write `%h/bin/start.sh` in place of `~/bin/start.sh` or `$HOME/bin/start.sh`; then `systemctl --user daemon-reload`.",
    healthy:
      "A bare name (`podman …`) is legal and looked up in systemd's own path; `~` and `$HOME` in the arguments of `sh -c` are the shell's.",
    sources: [
      "systemd.service(5), Command lines",
      "failure catalogue C18",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

/** The same line with the home as systemd writes it; undefined where the meaning is not certain. */
export function meantValue(raw: string): string | undefined {
  const meant = raw.replace(/^([-@:+!|]*)(~|\$HOME|\$\{HOME\})\//, "$1%h/");
  return meant === raw ? undefined : meant;
}
