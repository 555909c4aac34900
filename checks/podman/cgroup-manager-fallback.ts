import { defineCheck, notApplicable } from "../../src/diagnosis/check.ts";
import { asUser, lineOf, liveProperties, pass } from "../../src/diagnosis/findings.ts";

export const cgroupManagerFallback = defineCheck({
  id: "cgroup-manager-fallback",
  group: "podman",
  title: "podman has its cgroups from systemd",
  layer: "bus",
  step: "started",
  repair: "manual",
  facts: ["account", "podUnits", "unitStates", "cgroupManager", "journal"],
  consequenceOf: ["user-dbus-missing", "dbus-socket-masked"],
  judge({ account, podUnits, unitStates, cgroupManager, journal }) {
    if (podUnits.units.length === 0) return notApplicable(account.name, "There is no pod unit to judge");
    const { set } = cgroupManager;
    const failed = podUnits.units
      .map(({ name }) => name)
      .filter((name) => liveProperties(unitStates, name)?.ActiveState === "failed");
    const refused = journal.lines.find(
      ({ unit, message }) =>
        failed.includes(unit) && message.includes("systemd slice received as cgroup parent when using cgroupfs"),
    );
    if (set?.value === "cgroupfs" && refused) {
      return {
        subject: account.name,
        status: "fail",
        summary: "podman is set to cgroupfs, and the pod was made with a cgroup of systemd's",
        because: `${set.path} sets podman to cgroupfs, and the pod was made with a cgroup of systemd's`,
        evidence: [
          lineOf(set, `cgroup_manager = "${set.value}"`),
          { source: refused.command ?? journal.command, lines: [refused.message] },
        ],
        fix: [
          {
            as: set.path.startsWith(`${account.home}/`) ? "user" : "root",
            edit: `Take cgroup_manager out of ${set.path}, line ${set.line}, or make the pod anew.`,
          },
        ],
      };
    }
    if (set?.value === "cgroupfs")
      return pass(account.name, "podman is set to cgroupfs, and no pod refuses it", lineOf(set, set.value));
    const fallback = journal.lines.find(({ message }) =>
      /no systemd user session available|[Ff]alling back to --cgroup-manager=cgroupfs/.test(message),
    );
    if (!fallback) return pass(account.name, "podman has its cgroups from systemd");
    return {
      subject: account.name,
      status: "advice",
      summary: "podman found no user bus in this boot and fell back to cgroupfs",
      evidence: [{ source: fallback.command ?? journal.command, lines: [fallback.message] }],
      fix: asUser("systemctl --user status dbus.socket"),
    };
  },
  explanation: {
    what: "podman makes its cgroups itself (cgroupfs) instead of asking systemd for them: because containers.conf says so, or because it could not reach the user bus.",
    why: "A pod that was made with a cgroup of systemd's refuses that: `systemd slice received as cgroup parent when using cgroupfs` (exit 125; podman 5.4, where `cgroup_manager` is set in containers.conf; 4.3 starts such a pod), so that the setting takes down the pods made before it. Where the bus is missing podman says `no systemd user session available` and falls back; a plain container starts all the same, and what fails after it has the missing bus as its cause (user-dbus-missing).",
    see: [
      "grep -rn cgroup_manager /etc/containers ~/.config/containers",
      "ls -l /run/user/UID/bus",
      "journalctl --user -b | grep cgroup",
    ],
    mend: "Take `cgroup_manager` out of containers.conf, or make the pod anew (`podman pod rm`, `podman pod create`). Where the bus is what is missing: user-dbus-missing.",
    healthy: '`cgroup_manager = "cgroupfs"` is somebody\'s choice; plain containers, and pods made with it, start.',
    sources: [
      "containers.conf(5)",
      "failure catalogue G03, B01",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});
