import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, edit, lineOf, pass, propertiesOf } from "../../src/diagnosis/findings.ts";

export const podmanComposeAsUserUnit = defineCheck({
  id: "podman-compose-as-user-unit",
  group: "service",
  title: "`podman compose` finds a program to hand the work to",
  layer: "podman",
  step: "started",
  repair: "manual",
  facts: ["platform", "podUnits", "unitStates", "composeProvider"],
  judge({ platform, podUnits, unitStates, composeProvider }) {
    const { calls, provider, searched, named } = composeProvider;
    return eachPodUnit(podUnits, ({ name, exec }) => {
      const words = calls.get(name);
      const setting = exec.find(({ podman }) => words !== undefined && podman.includes(words));
      if (!words || !setting) return notApplicable(name, "The unit does not run `podman compose`");
      const unknown = hasNoCompose(platform.podmanVersion);
      if (!unknown && (provider !== undefined || named))
        return pass(
          name,
          provider === undefined ? "A compose program is configured" : `\`podman compose\` runs ${provider}`,
        );
      const why = unknown
        ? `podman ${platform.podmanVersion} has no command compose (it came with 4.7)`
        : "there is neither docker-compose nor podman-compose where the boot's podman looks";
      return {
        subject: name,
        status: "fail",
        summary: `\`podman compose\` cannot work: ${why}`,
        because: `it runs \`podman compose\`, and ${why}`,
        evidence: [
          lineOf(setting, `${setting.key}=${setting.raw}`),
          ...(unknown ? [] : searched.slice(0, 5).map((path) => ({ source: path, lines: ["does not exist"] }))),
          ...propertiesOf(unitStates, name, ["Result", "ExecMainStatus"]),
        ],
        fix: [
          edit(
            unknown
              ? `In ${setting.path}, line ${setting.line}: run podman-compose, or write quadlets.`
              : "Install podman-compose or docker-compose in a folder of the manager's PATH; one in ~/.local/bin is not found at boot.",
          ),
        ],
      };
    });
  },
  explanation: {
    what: "The unit runs `podman compose`, and no compose program is there for it; or podman is too old to have that command.",
    why: "`podman compose` does nothing itself: it runs docker-compose or podman-compose, which it looks for in PATH and a few folders of docker's. The user manager's PATH is short: what pip put into ~/.local/bin works in a shell and is not found at boot (exit 125).",
    see: ["systemctl --user show-environment", "systemctl --user show UNIT -p Result,ExecMainStatus"],
    mend: "Install the distribution's podman-compose, or name the program in containers.conf ([engine] compose_providers); sturdier: quadlets.",
    healthy: "A unit that runs podman-compose by its path; a provider that containers.conf names.",
    sources: [
      "podman-compose(1)",
      "containers.conf(5), compose_providers",
      "failure catalogue O09",
      "booted: bookworm (podman 4.3), trixie (podman 5.4)",
    ],
  },
});

/** podman-compose(1) came with podman 4.7. */
function hasNoCompose(version: string | undefined): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version ?? "") ?? [];
  return major !== undefined && (Number(major) < 4 || (Number(major) === 4 && Number(minor) < 7));
}
