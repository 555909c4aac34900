import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asRoot, pass } from "../../src/diagnosis/findings.ts";
import { waitUnit } from "../../src/facts/quadlet/network-wait.ts";

export const quadletWaitNetworkTimeout = defineCheck({
  id: "quadlet-wait-network-timeout",
  group: "quadlet",
  title: "The network that quadlets wait for is reached at boot",
  layer: "network",
  repair: "root",
  facts: ["account", "networkWait"],
  waitsFor: ["quadlet-unsupported-podman"],
  judge({ account, networkWait }) {
    const { waiting, target, wait, targetCommand, waitCommand } = networkWait;
    const subject = account.name;
    if (waiting.length === 0) return notApplicable(subject, "No quadlet waits for the network");
    if (!target) return { subject, status: "unknown", summary: `${targetCommand}: no answer`, evidence: [] };
    const lines = (of: typeof target) => Object.entries(of).map(([key, value]) => `${key}=${value}`);
    const evidence = [
      { source: targetCommand, lines: lines(target) },
      ...(wait ? [{ source: waitCommand, lines: lines(wait) }] : []),
    ];
    const wanted = [target["WantedBy"], target["RequiredBy"]].some((by) => (by ?? "") !== "");
    const active = target["ActiveState"] === "active";
    if (active && wanted) return pass(subject, "The system reaches network-online.target", ...evidence);
    if (wanted && wait?.["Result"] !== "timeout" && wait?.["ActiveState"] !== "activating")
      return pass(subject, "Something that the system starts wants network-online.target", ...evidence);
    const names = waiting.join(", ");
    return {
      subject,
      status: "advice",
      summary: wanted
        ? `${waitUnit} waited for network-online.target in vain, and ${names} with it; they start all the same, 90 s late`
        : `Nothing on the system pulls in network-online.target, so ${names} start at boot only after ${waitUnit} has given up (90 s)`,
      evidence,
      fix: wanted
        ? asRoot("systemctl list-jobs", "systemctl --failed")
        : asRoot("systemctl add-wants multi-user.target network-online.target"),
    };
  },
  explanation: {
    what: "The units made of quadlets are ordered after podman-user-wait-network-online.service, which polls until the system has reached network-online.target, and the system never does: nothing wants that target, or what it waits for fails.",
    why: "From podman 5.3 on every quadlet waits so, because a user's units cannot be ordered after the system's network-online.target. The waiting unit gives up after 90 s, is shown as failed, and makes the user manager `degraded`; the pods start then. They are late, not down.",
    see: [
      "systemctl show network-online.target -p ActiveState,WantedBy",
      "systemctl --user status podman-user-wait-network-online.service",
    ],
    mend: "As root, have the system reach it: `systemctl add-wants multi-user.target network-online.target`, with systemd-networkd-wait-online.service or NetworkManager-wait-online.service enabled. Or, for one quadlet that needs no network, `[Quadlet]` `DefaultDependencies=false`.",
    healthy:
      "A system on which something that the boot starts wants network-online.target; a quadlet with DefaultDependencies=false; podman before 5.3.",
    sources: [
      "podman-systemd.unit(5), DefaultDependencies=",
      "podman#22197, #24588, #24796",
      "failure catalogue E15",
      "booted: trixie (systemd 257, podman 5.4.2)",
    ],
  },
});
