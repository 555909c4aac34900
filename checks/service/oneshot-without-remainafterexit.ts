import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, pass } from "../../src/diagnosis/findings.ts";
import { serviceType } from "../../src/facts/unit-file/index.ts";
import { dropIn, repairOf } from "../../src/repair/repair.ts";
import { shortLived } from "./short-lived.ts";

export const oneshotWithoutRemainafterexit = defineCheck({
  id: "oneshot-without-remainafterexit",
  group: "service",
  title: "A oneshot service that starts a pod has RemainAfterExit=yes",
  layer: "service",
  step: "stays",
  repair: "user",
  facts: ["podUnits", "unitStates", "unitEntries"],
  judge({ podUnits, unitStates, unitEntries }) {
    return eachPodUnit(podUnits, (unit) => {
      const { name, config } = unit;
      if (!config) return notApplicable(name, "There is no readable unit file");
      const type = serviceType(config);
      if (type !== "oneshot") return notApplicable(name, `The service is of type ${type}`);
      return (
        shortLived(unit, unitStates, {
          why: (call) =>
            `its Type=oneshot service has no RemainAfterExit=yes, so it is over as soon as \`${call}\` returns, and systemd then stops the pod with it`,
          fix: "In [Service], add RemainAfterExit=yes.",
          repair: repairOf(
            dropIn(unitEntries.searchPath.userDirectory, name, "oneshot-without-remainafterexit", [
              "[Service]",
              "RemainAfterExit=yes",
            ]),
          ),
        }) ?? pass(name, "The service stays after its command, or starts nothing that should")
      );
    });
  },
  explanation: {
    what: "A service of Type=oneshot starts a pod (`podman start`, `podman pod start`, `compose up -d`) and has no RemainAfterExit=yes.",
    why: "The service counts as ended when its command returns. systemd then runs ExecStop= and kills conmon in the service's control group: the pod is stopped right after its start, and `Result` is `success`.",
    see: ["systemctl --user show UNIT -p Type,RemainAfterExit,ActiveState,Result", "podman ps -a"],
    mend: "A drop-in (`systemctl --user edit UNIT`) with `[Service]` and `RemainAfterExit=yes`; then `systemctl --user restart UNIT`.",
    healthy:
      "A oneshot that runs a job and is meant to end: `podman run` without -d, `podman exec`, `podman auto-update`, `podman system prune`.",
    sources: [
      "systemd.service(5), RemainAfterExit=",
      "failure catalogue C36",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
