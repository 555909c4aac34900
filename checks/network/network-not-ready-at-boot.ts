import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { eachPodUnit } from "../../src/diagnosis/findings.ts";
import { podmanRestart } from "../../src/facts/restart-policies.ts";
import { missedNetwork } from "./missed-network.ts";

export const networkNotReadyAtBoot = defineCheck({
  id: "network-not-ready-at-boot",
  group: "network",
  title: "The network was there when the unit was started",
  layer: "network",
  step: "started",
  repair: "user",
  facts: ["podUnits", "unitStates", "unitEntries", "journal", "networkAtBoot"],
  consequenceOf: ["pasta-or-slirp-missing", "network-definition-missing"],
  judge({ podUnits, ...around }) {
    return eachPodUnit(podUnits, (unit) =>
      unit.name === podmanRestart
        ? notApplicable(unit.name, "podman-restart-before-network judges it")
        : missedNetwork("network-not-ready-at-boot", unit, around),
    );
  },
  explanation: {
    what: "The unit was started at boot before the host's network was there, and podman's network helper (pasta, slirp4netns) could not use the interface, the address or the route that it needs.",
    why: "A user manager starts as soon as the network is being set up, and its units cannot wait for the system's network-online.target (`After=network-online.target` in them has no effect). pasta of podman 5.0 to 5.2's time ended with `External interface not usable` on any host without a route. Newer ones start without a network as well, unless an interface is named (`--network pasta:-i,eth0`, `pasta_options` or `network_cmd_options` of containers.conf), or it has its address and route before its carrier (`Couldn't set IPv4 route(s) in guest: Invalid argument`); but a container that was given its network so early may keep an empty resolv.conf until it is restarted. By hand it works later: it is a race, which another boot may win.",
    see: [
      "journalctl --user -b -u UNIT",
      "systemctl show network-online.target -p ActiveState,ActiveEnterTimestamp,WantedBy",
      "systemctl --user show UNIT -p After,InactiveExitTimestamp",
    ],
    mend: "Have the unit wait: in a drop-in `[Unit]` `Wants=` and `After=podman-user-wait-network-online.service`, which podman brings from 5.3 on (quadlets have it by themselves). Before, a oneshot unit of the user's own that does what that one does: `ExecStart=/bin/sh -c 'until systemctl is-active --quiet network-online.target; do sleep 0.5; done'`, with `TimeoutStartSec=90s` and RemainAfterExit=yes. Either needs something on the system that wants network-online.target (`systemctl add-wants multi-user.target network-online.target`, with a wait-online service enabled), else it waits 90 s in vain. Or Restart=on-failure with RestartSec=10.",
    healthy:
      "A unit that was started before the network and does not miss it; one that failed and came up when its Restart= tried again; one that waits for the network, by whatever name.",
    sources: [
      "podman-systemd.unit(5), DefaultDependencies=",
      "podman#22197, #22168, #23406, #24637, #24796",
      "failure catalogue I01",
      "booted: bookworm (systemd 252, podman 4.3.1), trixie (systemd 257, podman 5.4.2), with an interface that comes late",
    ],
  },
});
