import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { podmanRestart } from "../../src/facts/restart-policies.ts";
import { missedNetwork } from "./missed-network.ts";

export const podmanRestartBeforeNetwork = defineCheck({
  id: "podman-restart-before-network",
  group: "network",
  title: "podman-restart.service found the network at boot",
  layer: "network",
  step: "started",
  repair: "user",
  facts: ["account", "podUnits", "unitStates", "unitEntries", "journal", "networkAtBoot"],
  consequenceOf: ["pasta-or-slirp-missing", "network-definition-missing"],
  judge({ account, podUnits, ...around }) {
    const unit = podUnits.units.find(({ name }) => name === podmanRestart);
    return unit
      ? missedNetwork("podman-restart-before-network", unit, around)
      : notApplicable(account.name, `${podmanRestart} starts nothing at boot`);
  },
  explanation: {
    what: "podman-restart.service of the account ran at boot before the host's network was there, and the containers with a restart policy could not be given theirs.",
    why: "The unit is the system's, offered to users as it is: its After=network-online.target has no effect in a user manager, and it does not wait for podman-user-wait-network-online.service as quadlets do. It runs once, fails with podman's words (`pasta failed with exit code 1`), and nothing tries again: restart policies act on containers that ran.",
    see: [
      "journalctl --user -b -u podman-restart.service",
      "systemctl --user show podman-restart.service -p After",
      "systemctl show network-online.target -p ActiveState,ActiveEnterTimestamp,WantedBy",
    ],
    mend: "A drop-in (`systemctl --user edit podman-restart.service`): `[Unit]` `Wants=podman-user-wait-network-online.service` and `After=podman-user-wait-network-online.service`, a unit of podman 5.3 and newer; before, one of the user's own that does the same (see network-not-ready-at-boot). A quadlet for each container is the sturdier way.",
    healthy:
      "Containers that come up without the network, as they do with newer pasta and with slirp4netns unless an interface is named; a podman-restart.service that waits.",
    sources: [
      "podman#24637, #23406, #22451",
      "failure catalogue M03",
      "booted: bookworm (systemd 252, podman 4.3.1), trixie (systemd 257, podman 5.4.2), with an interface that comes late",
    ],
  },
});
