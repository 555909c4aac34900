import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import type { Assignment, ParsedUnitFile } from "../../src/facts/unit-file/index.ts";
import { repairOf } from "../../src/repair/repair.ts";

export const execstartNotAbsolute = defineCheck({
  id: "execstart-not-absolute",
  group: "service",
  title: "Exec lines name programs as systemd takes them",
  layer: "discovery",
  step: "unit",
  repair: "user",
  hidesText: true,
  facts: ["podUnits", "unitStates"],
  judge({ podUnits, unitStates }) {
    return eachPodUnit(podUnits, ({ name, config }) => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      const wrong = config.complaints.find(({ kind, fatal }) => kind === "not-absolute" && fatal !== undefined);
      const setting =
        wrong &&
        [config.main, ...config.dropIns]
          .flatMap(settingsOf)
          .find(({ path, line }) => path === wrong.path && line === wrong.line);
      if (!wrong || !setting) return pass(name, "Exec lines name programs as systemd takes them");
      const { key, value } = setting;
      const meant = meantValue(value);
      return {
        subject: name,
        status: "fail",
        summary: `${key}=${value}: neither an absolute path nor a bare name`,
        because: `its ${key}= begins with "${value.split(/\s/)[0]}", and systemd takes only an absolute path or a bare name there`,
        evidence: [
          lineOf(wrong, `${key}=${value}`),
          { source: `systemd-analyze --user verify ${wrong.path}`, lines: [wrong.text] },
          ...propertiesOf(unitStates, name, ["LoadState"]),
        ],
        ...(meant === undefined
          ? {}
          : {
              repair: repairOf({
                kind: "edit",
                as: "user",
                path: wrong.path,
                edits: [{ line: wrong.line, from: value, to: meant }],
              }),
            }),
        fix: [
          edit(
            `In ${wrong.path}, line ${wrong.line}: ${meant === undefined ? "write the absolute path" : `write ${key}=${meant}`}.`,
          ),
        ],
      };
    });
  },
  explanation: {
    what: "An Exec line begins with `~/`, `$HOME/` or a relative path.",
    why: "systemd is no shell: it expands neither `~` nor a variable in the first word. It says `Neither a valid executable name nor an absolute path` and refuses the whole unit (`LoadState=bad-setting`).",
    see: [
      "XDG_RUNTIME_DIR=/usr/lib systemd-analyze --user verify ~/.config/systemd/user/UNIT",
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

function settingsOf({ path, assignments }: ParsedUnitFile): readonly (Assignment & { readonly path: string })[] {
  return assignments.map((assignment) => ({ path, ...assignment }));
}
