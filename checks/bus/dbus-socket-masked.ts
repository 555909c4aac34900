import { defineCheck } from "../../src/diagnosis/check.ts";
import { asUser, pass, propertiesOf } from "../../src/diagnosis/findings.ts";
import { explicitRepairOf } from "../../src/repair/repair.ts";
import { startSocket } from "./start-socket.ts";
import { bore, withoutBus } from "./without-bus.ts";

export const dbusSocketMasked = defineCheck({
  id: "dbus-socket-masked",
  group: "bus",
  title: "dbus.socket is not masked",
  layer: "bus",
  step: "bus",
  repair: "user",
  facts: ["account", "unitEntries", "unitStates", "podUnits", "userManager"],
  optionalFacts: ["journal"],
  judge({ account, unitEntries, unitStates, podUnits, userManager, journal }) {
    const entries = unitEntries.directories.flatMap((directory) =>
      directory.entries.filter(({ name }) => name === "dbus.socket"),
    );
    const masked = entries[0]?.content.state === "masked" ? entries[0] : undefined;
    if (!masked)
      return pass(account.name, "dbus.socket is not masked", ...propertiesOf(unitStates, "dbus.socket", ["LoadState"]));
    const own = [account.home, account.runtimeDirectory].some((folder) => masked.path.startsWith(`${folder}/`));
    return {
      subject: account.name,
      status: bore(podUnits, unitStates, journal) ? "fail" : "warn",
      summary: `dbus.socket is masked by ${masked.path}`,
      because: withoutBus(`the user bus is masked (${masked.path})`),
      evidence: [
        { source: masked.path, lines: [masked.target === undefined ? "an empty file" : `-> ${masked.target}`] },
        ...propertiesOf(unitStates, "dbus.socket", ["LoadState", "ActiveState"]),
      ],
      repair: explicitRepairOf(
        { kind: "remove", as: own ? "user" : "root", path: masked.path },
        ...startSocket(userManager),
      ),
      fix: own
        ? asUser("systemctl --user unmask dbus.socket", "systemctl --user start dbus.socket")
        : [{ as: "root", command: "systemctl --global unmask dbus.socket" }],
    };
  },
  explanation: {
    what: "dbus.socket of the user manager is linked to /dev/null (or is an empty file) in a folder that is searched before the distribution's.",
    why: "The manager then never opens /run/user/UID/bus, and all that is said of `user-dbus-missing` follows.",
    see: [
      "systemctl --user is-enabled dbus.socket",
      "ls -l ~/.config/systemd/user/dbus.socket /etc/systemd/user/dbus.socket",
    ],
    mend: "`systemctl --user unmask dbus.socket`, then `systemctl --user start dbus.socket`. Masked in /etc: `systemctl --global unmask dbus.socket` as root.",
    healthy:
      "Some people mask the user bus on purpose on hosts that need none; plain containers run without it, so it counts as a risk until a unit has failed.",
    sources: ["systemctl(1), mask", "failure catalogue B02", "booted: bookworm (systemd 252), trixie (systemd 257)"],
  },
});
