import { defineCheck, type Finding } from "../../src/diagnosis/check.ts";
import { asRoot, liveProperties, pass, propertiesOf, statusOf } from "../../src/diagnosis/findings.ts";
import { repairOf } from "../../src/repair/repair.ts";
import { startSocket } from "./start-socket.ts";
import { bore, withoutBus } from "./without-bus.ts";

export const userDbusMissing = defineCheck({
  id: "user-dbus-missing",
  group: "bus",
  title: "The user bus socket is present and listens",
  layer: "bus",
  step: "bus",
  repair: "root",
  facts: ["account", "runtime", "userManager", "unitStates", "podUnits"],
  optionalFacts: ["journal"],
  waitsFor: [
    "user-manager-account-expired",
    "user-manager-password-expired",
    "linger-not-enabled",
    "linger-wrong-user",
    "linger-file-without-user",
    "user-manager-masked",
    "runtime-dir-missing",
  ],
  consequenceOf: ["dbus-socket-masked"],
  judge({ account, runtime, userManager, unitStates, podUnits, journal }): Finding {
    const { path, status } = runtime.bus;
    const socket = status.outcome === "present" && status.kind === "socket";
    const evidence = [statusOf(path, status), ...propertiesOf(unitStates, "dbus.socket", ["LoadState", "ActiveState"])];
    if (socket && status.uid !== account.uid) {
      return {
        subject: account.name,
        status: "warn",
        summary: `${path} belongs to uid ${status.uid}`,
        because: `the user bus at ${path} belongs to another user`,
        evidence,
        fix: restart(account.uid),
      };
    }
    if (socket && runtime.busListens)
      return pass(account.name, "The user bus socket is present and listens", ...evidence);
    if (!userManager.answers) {
      return {
        subject: account.name,
        status: "unknown",
        summary: `No user manager runs that could have a bus: ${userManager.because}`,
        evidence,
      };
    }
    const missing = liveProperties(unitStates, "dbus.socket")?.LoadState === "not-found";
    return {
      subject: account.name,
      status: bore(podUnits, unitStates, journal) ? "fail" : "warn",
      summary: missing
        ? "There is no user bus: dbus.socket is not installed for users"
        : socket
          ? `Nothing listens on ${path}`
          : `There is no user bus at ${path}`,
      because: withoutBus(`${account.name} has no user bus`),
      evidence,
      // Where it is not installed, which package has it is the distribution's to say.
      ...(missing ? {} : { repair: repairOf(...startSocket(userManager)) }),
      fix: missing
        ? [
            { as: "root", edit: "Install the package with the user bus (Debian, Ubuntu: dbus-user-session), then:" },
            ...restart(account.uid),
          ]
        : restart(account.uid),
    };
  },
  explanation: {
    what: "The account's manager runs, but it has no D-Bus: /run/user/UID/bus is missing, or nobody listens on it.",
    why: "podman asks systemd for cgroups over this bus. Without it podman says `The cgroupv2 manager is set to systemd but there is no systemd user session available` and falls back to cgroupfs. A plain container still starts then, but only once: podman's pause process stays in the unit's cgroup, dies with a start that fails, and every later one of this boot says `invalid internal status, try resetting the pause process`. A pod does not start at all: it was made with a cgroup of systemd's, and podman 4.3 and 5.4 say `systemd slice received as cgroup parent when using cgroupfs` (exit 125). The same holds for resource limits and for old versions of crun.",
    see: [
      "ls -l /run/user/UID/bus",
      "systemctl --user show dbus.socket -p LoadState,ActiveState",
      "grep /run/user/UID/bus /proc/net/unix",
    ],
    mend: "Debian and Ubuntu: `apt install dbus-user-session`. Fedora and Arch: dbus-broker or dbus-daemon. Then, as root, `systemctl restart user@UID.service` (this stops and starts all of the account's services), or reboot.",
    healthy:
      "The service behind the socket may be called dbus.service or dbus-broker.service: only the socket counts. It is started at the first connection, so an inactive dbus.service is as it should be.",
    sources: [
      "failure catalogue B01, B06",
      "podman#25824, #5443",
      "booted: bookworm (podman 4.3.1), trixie (podman 5.4.2)",
    ],
  },
});

function restart(uid: number) {
  return asRoot(`systemctl restart user@${uid}.service`);
}
