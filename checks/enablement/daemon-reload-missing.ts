import { defineCheck, type Finding, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, eachPodUnit, liveProperties, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { repairOf } from "../../src/repair/repair.ts";

export const daemonReloadMissing = defineCheck({
  id: "daemon-reload-missing",
  group: "enablement",
  title: "The running manager has read the unit as it is now",
  layer: "observation",
  repair: "user",
  facts: ["podUnits", "unitStates"],
  waitsFor: [
    "user-manager-account-expired",
    "user-manager-password-expired",
    "linger-not-enabled",
    "linger-wrong-user",
    "linger-file-without-user",
    "user-manager-masked",
    "runtime-dir-missing",
  ],
  consequenceOf: [],
  judge({ podUnits, unitStates }) {
    return eachPodUnit(podUnits, ({ name, config }): Finding => {
      if (!unitStates.answers)
        return {
          subject: name,
          status: "unknown",
          summary: `No user manager runs that could have read it: ${unitStates.because}`,
          evidence: [],
        };
      const live = liveProperties(unitStates, name);
      if (!config || !live) return notApplicable(name, "There is no readable unit file");
      const evidence = propertiesOf(unitStates, name, ["LoadState", "NeedDaemonReload", "ActiveState"]);
      if (live.NeedDaemonReload !== "yes")
        return pass(name, "The running manager has read the unit as it is now", ...evidence);
      return {
        subject: name,
        status: "warn",
        onlyNow: true,
        summary: "The unit changed on disk after the running manager read it",
        because: "the running manager still has the unit as it was before it was edited",
        evidence,
        fix: asUser("systemctl --user daemon-reload"),
        repair: repairOf({ kind: "command", as: "user", argv: ["systemctl", "--user", "daemon-reload"] }),
      };
    });
  },
  explanation: {
    what: "The unit file or a drop-in was changed, and the running manager was not told.",
    why: "Until `daemon-reload` the manager starts what it read before, and `start` prints `Warning: The unit file, source configuration file or drop-ins of UNIT changed on disk`. At the next boot it reads the files afresh, so this is no cause of a failed boot.",
    see: ["systemctl --user show UNIT -p NeedDaemonReload"],
    mend: "`systemctl --user daemon-reload`; then restart the unit if it should run as it is now written.",
    healthy: "Without a running manager there is nothing to reload.",
    sources: [
      "systemctl(1), daemon-reload",
      "podman#22879",
      "failure catalogue D08",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
