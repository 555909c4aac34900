import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { keepsFromStarting } from "../../src/facts/exec-settings.ts";
import type { ScriptTrouble } from "../../src/facts/scripts.ts";

export const execBadScript = defineCheck({
  id: "exec-bad-script",
  group: "service",
  title: "The kernel can run the scripts that the unit names",
  layer: "spawn",
  step: "started",
  repair: "manual",
  facts: ["podUnits", "unitStates", "scripts"],
  // A script that may not be run is told of first: its text matters only then.
  consequenceOf: ["exec-missing"],
  judge({ podUnits, unitStates, scripts }) {
    return eachPodUnit(podUnits, ({ name }) => {
      const own = scripts.get(name) ?? [];
      if (own.length === 0) return notApplicable(name, "The unit runs no script of its own");
      const broken = own.filter(({ trouble }) => trouble !== undefined);
      const deciding = broken.find(({ setting }) => keepsFromStarting(setting)) ?? broken[0];
      if (deciding?.trouble === undefined) return pass(name, "The kernel can run the scripts that the unit names");
      const { setting, trouble, firstLine } = deciding;
      const fatal = keepsFromStarting(setting);
      const because = `its ${setting.key}= runs ${setting.executable}, ${whyNot(trouble)}`;
      return {
        subject: name,
        status: fatal ? "fail" : "advice",
        summary: `${setting.executable} cannot be run: ${whyNot(trouble)}`,
        ...(fatal ? { because } : {}),
        evidence: [
          lineOf(setting, `${setting.key}=${setting.raw}`),
          lineOf({ path: setting.executable, line: 1 }, JSON.stringify(firstLine)),
          ...propertiesOf(unitStates, name, ["Result", "ExecMainStatus"]),
        ],
        fix: [edit(mendOf(trouble, setting.executable))],
      };
    });
  },
  explanation: {
    what: "A script that the unit runs is there and executable, but its first line is not one by which the kernel can start it: there is no `#!`, a byte-order mark or an empty line stands before it, the line ends as on Windows (CRLF), or the interpreter that it names does not exist.",
    why: "systemd starts programs without a shell, so nothing falls back to /bin/sh as a terminal does: `status=203/EXEC` with `Exec format error`, or with `No such file or directory` although the script is there (it is the interpreter that is missing; with CRLF its name ends in a carriage return). `#!/usr/bin/env sh` with CRLF ends with 127 instead.",
    see: ["head -n1 SCRIPT | od -c | head", "systemctl --user show UNIT -p ExecStart,Result,ExecMainStatus"],
    mend: "Write `#!/bin/sh` (or the right interpreter) as the very first line; `sed -i 's/\\r$//' SCRIPT` takes the carriage returns out.",
    healthy:
      "Carriage returns further down do not keep the script from being started; blanks after `#!` and options after the interpreter are fine; a script given to an interpreter (`ExecStart=/bin/sh SCRIPT`) needs no first line at all.",
    sources: [
      "execve(2), Interpreter scripts",
      "failure catalogue C20",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

function whyNot(trouble: ScriptTrouble): string {
  switch (trouble.kind) {
    case "no-interpreter-line":
      return trouble.empty ? "which is empty" : "whose first line is no #! line";
    case "byte-order-mark":
      return "whose first line begins with a byte-order mark instead of #!";
    case "carriage-return":
      return "whose first line ends with a carriage return, as on Windows";
    case "interpreter-missing":
      return `whose interpreter ${trouble.interpreter} does not exist`;
  }
}

function mendOf(trouble: ScriptTrouble, path: string): string {
  switch (trouble.kind) {
    case "no-interpreter-line":
      return `Write #!/bin/sh as the very first line of ${path}.`;
    case "byte-order-mark":
      return `Save ${path} as UTF-8 without a byte-order mark.`;
    case "carriage-return":
      return `Save ${path} with Unix line ends (sed -i 's/\\r$//').`;
    case "interpreter-missing":
      return `Name an interpreter that exists in the first line of ${path}, or install ${trouble.interpreter}.`;
  }
}
