import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, pass } from "../../src/diagnosis/findings.ts";
import { podmanRestart } from "../../src/facts/restart-policies.ts";
import { enableLink, repairOf } from "../../src/repair/repair.ts";

export const podmanRestartNotEnabled = defineCheck({
  id: "podman-restart-not-enabled",
  group: "enablement",
  title: "What starts containers with a restart policy at boot is enabled",
  layer: "enablement",
  step: "enabled",
  repair: "user",
  facts: ["account", "unitEntries", "bootGraph", "restartPolicies"],
  judge({ account, unitEntries, bootGraph, restartPolicies }) {
    const { source, policies } = restartPolicies;
    const meant = policies.filter(({ policy }) => policy === "always" || policy === "unless-stopped");
    const [first] = meant;
    if (!first || source === undefined) return notApplicable(account.name, "No container is left to a restart policy");
    const by = bootGraph.reached.get(podmanRestart);
    if (by !== undefined) return pass(account.name, `${by} starts ${podmanRestart}`);
    const others = meant.length > 1 ? ` and ${meant.length - 1} more` : "";
    const vendor = unitEntries.vendorNames.get(podmanRestart);
    return {
      subject: account.name,
      status: "fail",
      summary: `${podmanRestart} of ${account.name} is not enabled, so no restart policy acts at boot`,
      because: `the container ${first.container}${others} has the restart policy ${first.policy}, and ${podmanRestart}, which acts on it at boot, is not enabled for ${account.name}`,
      evidence: [
        { source, lines: meant.slice(0, 3).map(({ container, policy }) => `${container}: ${policy}`) },
        {
          source: `${unitEntries.searchPath.userDirectory}/default.target.wants/${podmanRestart}`,
          lines: ["does not exist"],
        },
      ],
      fix: asUser(`systemctl --user enable ${podmanRestart}`),
      ...(vendor === undefined
        ? {}
        : {
            repair: repairOf(
              enableLink(unitEntries.searchPath.userDirectory, podmanRestart, `${vendor}/${podmanRestart}`),
            ),
          }),
    };
  },
  explanation: {
    what: "Containers were made with `--restart=always` (or unless-stopped), no unit starts them, and podman-restart.service is not enabled for the account.",
    why: "podman has no daemon: a restart policy acts while the container's monitor lives, and after a boot nothing lives. podman-restart.service starts such containers at boot, each account's its own; `sudo systemctl enable podman-restart` is for root's containers only.",
    see: [
      "podman ps --all --format '{{.Names}} {{.Status}}'",
      "podman container inspect NAME --format '{{.HostConfig.RestartPolicy.Name}}'",
      "systemctl --user is-enabled podman-restart.service",
    ],
    mend: "As the account: `systemctl --user enable podman-restart.service` (and lingering, as for every user service). A quadlet for each container is the sturdier way.",
    healthy: "A container with a restart policy that a unit of its own, or a quadlet, starts.",
    sources: [
      "podman-run(1), --restart",
      "failure catalogue M01",
      "booted: bookworm (systemd 252, podman 4.3), trixie (systemd 257, podman 5.4)",
    ],
  },
});
