import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import {
  asUser,
  eachPodUnit,
  lineOf,
  liveProperties,
  pass,
  propertiesOf,
  shellQuote,
} from "../../src/diagnosis/findings.ts";
import { saidBy } from "../../src/diagnosis/said.ts";
import { detachedCall } from "../../src/facts/detached.ts";
import type { ExecSetting } from "../../src/facts/exec-settings.ts";
import { podmanCall } from "../../src/facts/podman-call.ts";
import { serviceType } from "../../src/facts/unit-file/index.ts";

const types = new Set(["simple", "exec", "idle", "notify", "notify-reload"]);

export const containerExitsNormally = defineCheck({
  id: "container-exits-normally",
  group: "service",
  title: "The program in the unit's container goes on running",
  layer: "service",
  step: "stays",
  repair: "manual",
  facts: ["podUnits", "unitStates", "journal"],
  consequenceOf: [
    "exec-missing",
    "exec-bad-script",
    "stale-generated-unit-ids",
    "name-in-use-after-unclean-stop",
    "user-dbus-missing",
    "notify-without-ready",
    "timeout-start",
  ],
  judge({ podUnits, unitStates, journal }) {
    return eachPodUnit(podUnits, ({ name, config, exec }): Finding => {
      const start = exec.filter(({ key }) => key === "ExecStart").at(-1);
      if (!config || !start || !types.has(serviceType(config)) || !staysInForeground(start))
        return notApplicable(name, "podman does not stay in the foreground, so it does not say how the program ended");
      const live = liveProperties(unitStates, name);
      const ended = live && live.ActiveState !== "active" && live.InactiveExitTimestampMonotonic !== "0";
      const status = ended && live.ExecMainCode === "1" ? Number(live.ExecMainStatus) : undefined;
      // Whoever stops a unit gets its program's status as well.
      const stopped = saidBy(name, /^Stopping /, journal) !== undefined;
      const evidence = [
        lineOf(start, `${start.key}=${start.raw}`),
        ...propertiesOf(unitStates, name, ["ActiveState", "Result", "ExecMainCode", "ExecMainStatus"]),
      ];
      if (status === undefined || stopped || !isProgramsOwn(status) || (status === 0) !== (live?.Result === "success"))
        return pass(name, "Nothing says that the program in the container ended by itself", ...evidence);
      const fix = asUser(`journalctl --user -b -u ${shellQuote(name)}`);
      const summary = `The container was started, and its program ended by itself with status ${status}`;
      return status === 0
        ? { subject: name, status: "advice", summary, evidence, fix }
        : {
            subject: name,
            status: "warn",
            summary,
            because: `its container was started, and the program in it ended with status ${status}, which is the program's own doing`,
            evidence,
            fix,
          };
    });
  },
  explanation: {
    what: "The unit did start its container; the program in the container ended by itself.",
    why: "podman in the foreground ends with the program's own status (125, 126, 127 and sometimes 1 are podman's). After status 0 the unit is `inactive (dead)` with `Result=success`, as if nothing had been started; 137 is a SIGKILL (out of memory, or slow to stop), 143 a SIGTERM.",
    see: [
      "systemctl --user show UNIT -p ActiveState,Result,ExecMainStatus",
      "journalctl --user -b -u UNIT",
      "podman logs NAME",
    ],
    mend: "Look at what the program says; for one that may fail at boot, Restart=on-failure and RestartSec=10. A program that detaches itself has to be told to stay in the foreground.",
    healthy:
      "A job that is meant to end; then its status is 0, and this is said as advice only. A unit that somebody stopped; a status that SuccessExitStatus= counts as success.",
    sources: [
      "podman-run(1), EXIT STATUS",
      "failure catalogue O06",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});

function staysInForeground(start: ExecSetting): boolean {
  const calls = start.byScript ? [] : start.podman;
  return calls.some((words) => podmanCall(words) !== undefined) && detachedCall(start) === undefined;
}

/** Not podman's (podman-run(1): 125 to 127, and 1 for what fails before), not systemd's (systemd.exec(5): 200 on). */
function isProgramsOwn(status: number): boolean {
  return status !== 1 && (status < 125 || (status > 127 && status < 200));
}
