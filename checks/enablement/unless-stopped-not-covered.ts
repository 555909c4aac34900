import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { edit, lineOf, pass } from "../../src/diagnosis/findings.ts";
import { podmanRestart } from "../../src/facts/restart-policies.ts";

export const unlessStoppedNotCovered = defineCheck({
  id: "unless-stopped-not-covered",
  group: "enablement",
  title: "podman-restart.service starts every container that is left to it",
  layer: "enablement",
  step: "enabled",
  repair: "manual",
  facts: ["account", "podUnits", "restartPolicies"],
  judge({ account, podUnits, restartPolicies }) {
    const { source, policies } = restartPolicies;
    const meant = policies.filter(({ policy }) => policy === "unless-stopped");
    const unit = podUnits.units.find(({ name }) => name === podmanRestart);
    const starts = (unit?.exec ?? []).filter(({ key }) => key === "ExecStart");
    const [first] = meant;
    if (!first || source === undefined || starts.length === 0)
      return notApplicable(account.name, `No container of the policy unless-stopped is left to ${podmanRestart}`);
    // Podman 5.8 asks for should-start-on-boot; before, its filter names one policy.
    const covers = starts.some(({ raw }) => !/restart-policy=/.test(raw) || raw.includes("unless-stopped"));
    if (covers) return pass(account.name, `${podmanRestart} starts unless-stopped containers, too`);
    const [start] = starts;
    return {
      subject: account.name,
      status: "fail",
      summary: `${podmanRestart} does not start ${first.container}: its policy is unless-stopped`,
      because: `the container ${first.container} has the restart policy unless-stopped, and this podman's ${podmanRestart} starts only those with always`,
      evidence: [
        { source, lines: meant.slice(0, 3).map(({ container, policy }) => `${container}: ${policy}`) },
        ...(start ? [lineOf(start, `${start.key}=${start.raw}`)] : []),
      ],
      fix: [
        edit(
          `Give ${first.container} the policy always (podman update --restart=always, from podman 5.1 on; else make it again).`,
        ),
      ],
    };
  },
  explanation: {
    what: "A container has the restart policy unless-stopped and no unit, and podman-restart.service, though enabled, passes it over.",
    why: "Up to podman 5.7 the service runs `podman start --all --filter restart-policy=always`, which means just that; from 5.8 on it asks for `should-start-on-boot=true`, which covers unless-stopped as well. `on-failure` is never meant.",
    see: ["systemctl --user cat podman-restart.service", "podman ps --all --filter restart-policy=unless-stopped"],
    mend: "`podman update --restart=always NAME` (podman 5.1 and newer), or make the container again with `--restart=always`; or give it a quadlet.",
    healthy: "A container of the policy always; podman 5.8 and newer; a container that a unit of its own starts.",
    sources: [
      "podman's contrib/systemd/system/podman-restart.service.in",
      "failure catalogue M02",
      "booted: bookworm (podman 4.3), trixie (podman 5.4)",
    ],
  },
});
