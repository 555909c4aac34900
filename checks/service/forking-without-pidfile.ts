import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { serviceType } from "../../src/facts/unit-file/index.ts";

export const forkingWithoutPidfile = defineCheck({
  id: "forking-without-pidfile",
  group: "service",
  title: "A forking service notices when its pod dies",
  layer: "service",
  repair: "manual",
  facts: ["podUnits", "unitStates"],
  judge({ podUnits, unitStates }) {
    return eachPodUnit(podUnits, ({ name, config }) => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      const type = serviceType(config);
      if (type !== "forking") return notApplicable(name, `The service is of type ${type}`);
      const evidence = propertiesOf(unitStates, name, ["Type", "PIDFile", "MainPID", "Restart"]);
      const restart = config.last("Service", "Restart")?.value ?? "no";
      if (config.has("Service", "PIDFile") || restart === "no")
        return pass(name, "A forking service without Restart= needs no PIDFile=", ...evidence);
      return {
        subject: name,
        status: "advice",
        summary: `Restart=${restart} has no effect: without PIDFile= systemd does not know which process to watch`,
        evidence,
        fix: [
          edit(
            "Create the pod with --infra-conmon-pidfile=%t/NAME.pid and name that file in PIDFile=, or use a quadlet.",
          ),
        ],
      };
    });
  },
  explanation: {
    what: "A Type=forking service starts a pod and has no PIDFile=.",
    why: "It works: the service is `active (running)` with `MainPID=0` as long as any process of the pod lives. But the death of one container goes unnoticed, and Restart= has nothing to react to.",
    see: ["systemctl --user show UNIT -p Type,PIDFile,MainPID,Restart"],
    mend: "Only where Restart= should work: `podman pod create --infra-conmon-pidfile=%t/NAME.pid …` and `PIDFile=%t/NAME.pid`; or a quadlet `.pod`.",
    healthy: "This whole check: such a unit starts its pod at boot, with RemainAfterExit=yes and without.",
    sources: [
      "systemd.service(5), PIDFile=",
      "failure catalogue C30",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
