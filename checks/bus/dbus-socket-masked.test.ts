import { absent } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const own = "/home/podder/.config/systemd/user/dbus.socket";
const link = (path: string, target: string) => ({
  lists: { [path.slice(0, path.lastIndexOf("/"))]: [{ name: "dbus.socket", kind: "symlink" as const }] },
  stats: { [path]: { kind: "symlink" as const, target } },
});

testCheck("dbus-socket-masked", {
  finds: [
    {
      host: "user-bus-masked",
      status: "fail",
      subject: "podder",
      because: `the user bus is masked (${own})`,
      evidence: [`${own}: -> /dev/null`, "LoadState=masked"],
      fix: ["user: systemctl --user unmask dbus.socket", "user: systemctl --user start dbus.socket"],
      first: true,
    },
  ],
  quietOn: ["seed", "no-user-bus", "unit-masked"],
  altered: [
    {
      what: "the pods run without it: a risk, and nobody's fault yet",
      changes: link(own, "/dev/null"),
      status: "warn",
    },
    {
      what: "root masked it for everybody",
      changes: link("/etc/systemd/user/dbus.socket", "/dev/null"),
      status: "warn",
      because: "/etc/systemd/user/dbus.socket",
      fix: ["root: systemctl --global unmask dbus.socket"],
    },
    {
      what: "an empty file is a mask, too",
      changes: { lists: { "/home/podder/.config/systemd/user": ["dbus.socket"] }, files: { [own]: "" } },
      status: "warn",
      evidence: [`${own}: an empty file`],
    },
    {
      what: "a socket unit of the user's own is none",
      changes: {
        lists: { "/home/podder/.config/systemd/user": ["dbus.socket"] },
        files: { [own]: "[Socket]\nListenStream=%t/bus\n" },
      },
      status: "pass",
    },
    {
      what: "the user's own file comes before root's mask",
      changes: {
        lists: {
          ...link("/etc/systemd/user/dbus.socket", "/dev/null").lists,
          "/home/podder/.config/systemd/user": ["dbus.socket"],
        },
        stats: link("/etc/systemd/user/dbus.socket", "/dev/null").stats,
        files: { [own]: "[Socket]\nListenStream=%t/bus\n" },
      },
      status: "pass",
    },
    {
      what: "there is no folder of units at all",
      changes: { lists: { "/home/podder/.config/systemd/user": absent } },
      status: "pass",
    },
  ],
});
