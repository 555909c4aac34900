import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit, lineOf, pass } from "../../src/diagnosis/findings.ts";
import { isFound } from "../../src/facts/boot-graph.ts";
import { isVendor } from "../../src/facts/unit-entries.ts";

const target = "network-online.target";
const soft = ["After", "Wants"] as const;

export const afterNetworkOnlineInUserUnit = defineCheck({
  id: "after-network-online-in-user-unit",
  group: "service",
  title: "The unit waits for nothing that only the system has",
  layer: "network",
  repair: "manual",
  facts: ["podUnits", "unitEntries"],
  judge({ podUnits, unitEntries }) {
    return eachPodUnit(podUnits, ({ name, config, entry }) => {
      if (!config) return notApplicable(name, "There is no readable unit file");
      if (isVendor(entry.path)) return notApplicable(name, "The distribution's own unit");
      const settings = soft.flatMap((key) =>
        config
          .values("Unit", key)
          .filter(({ value }) => value.split(/\s+/).includes(target))
          .map((setting) => ({ key, ...setting })),
      );
      const [first] = settings;
      if (!first) return notApplicable(name, `The unit does not name ${target}`);
      if (isFound(unitEntries, target)) return pass(name, `This account has a ${target} of its own`);
      return {
        subject: name,
        status: "advice",
        summary: `${first.key}=${target} has no effect: a user manager has no such target, so the unit does not wait for the network`,
        evidence: settings.map((setting) => lineOf(setting, `${setting.key}=${setting.value}`)),
      };
    });
  },
  explanation: {
    what: "The unit says After= or Wants=network-online.target, which exists in the system manager only.",
    why: "A user manager cannot see the system's units. It passes over the name without a word, on systemd 252 and 257: the unit starts as soon as the user manager does, network or not. `podman generate systemd` writes these lines, too. (Requires= is another matter: see required-unit-missing.)",
    see: ["systemctl --user show network-online.target -p LoadState"],
    mend: "Where the pod needs the network at its start: a oneshot unit of the user's own that waits (`ExecStart=/bin/sh -c 'until systemctl is-active network-online.target; do sleep 1; done'`) with After= and Wants= on that; or Restart=on-failure. Quadlets have it built in from podman 5.3 on.",
    healthy:
      "Nearly every unit with this line: it starts, and the network is there in time. It is advice, never a cause by itself.",
    sources: [
      "systemd.special(7), UNITS MANAGED BY THE USER SERVICE MANAGER",
      "systemd#3312, podman#22197",
      "failure catalogue I02",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
