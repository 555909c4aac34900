import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, pass } from "../../src/diagnosis/findings.ts";
import { serviceType } from "../../src/facts/unit-file/index.ts";
import { dropIn, repairOf } from "../../src/repair/repair.ts";
import { leavesProcesses, shortLived } from "./short-lived.ts";

const types = new Set(["simple", "exec", "idle"]);

export const simpleWithDetached = defineCheck({
  id: "simple-with-detached",
  group: "service",
  title: "The service's type fits a podman that returns at once",
  layer: "service",
  step: "stays",
  repair: "user",
  facts: ["podUnits", "unitStates", "unitEntries"],
  judge({ podUnits, unitStates, unitEntries }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name, config } = unit;
      if (!config) return notApplicable(name, "There is no readable unit file");
      const type = serviceType(config);
      if (!types.has(type)) return notApplicable(name, `The service is of type ${type}`);
      return (
        shortLived(unit, unitStates, {
          why: (call) =>
            `its Type=${type} service is over as soon as \`${call}\` returns, and systemd then stops the pod with it`,
          fix: `In [Service], write Type=forking (or Type=oneshot with RemainAfterExit=yes); or run podman in the foreground.`,
          repair: repairOf(
            dropIn(unitEntries.searchPath.userDirectory, name, "simple-with-detached", [
              "[Service]",
              "RemainAfterExit=yes",
            ]),
          ),
        }) ??
        pass(
          name,
          leavesProcesses(config)
            ? "The service leaves its processes alone"
            : "podman stays in the foreground, or the service stays without it",
        )
      );
    });
  },
  explanation: {
    what: "A service of Type=simple (or exec, or without a type) starts podman in a way that returns at once: `podman start`, `podman pod start`, `podman run -d`, `podman-compose up -d`.",
    why: "For systemd the service is over when that command ends. It then runs ExecStop= and kills what is left in the service's control group, conmon among it: the pod stops right after its start, and `Result` is `success`.",
    see: ["systemctl --user show UNIT -p Type,RemainAfterExit,ActiveState,Result", "podman ps -a"],
    mend: "Type=forking; or Type=oneshot with RemainAfterExit=yes; or `podman start -a` / `podman run` without -d; or a quadlet.",
    healthy:
      "RemainAfterExit=yes keeps the service, and with it the pod; KillMode=none or process without ExecStop= leaves the containers alone; `podman start -a` and `podman run` without -d stay.",
    sources: [
      "systemd.service(5), Type=",
      "failure catalogue C35",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
