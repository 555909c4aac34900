import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const bare = (more: string) => (text: string) => text.replace("Wants=dbus.socket\nAfter=dbus.socket\n", more);

testCheck("dbus-socket-dependency-in-unit", {
  finds: [
    {
      host: "requires-missing-dbus-socket",
      status: "fail",
      subject: "pod.service",
      because: "the unit has Requires=dbus.socket, and there is no usable dbus.socket for users on this host",
      evidence: [`${unit}:3: Requires=dbus.socket`],
      fix: [`user: In ${unit}, write Wants=dbus.socket in place of Requires=dbus.socket.`],
      first: true,
    },
  ],
  quietOn: ["seed", "quadlet-pod", "no-user-bus"],
  altered: [
    ...["BindsTo", "Requisite"].map((key) => ({
      what: `${key}= insists on it, too`,
      host: "trixie/no-user-bus",
      changes: { files: { [unit]: bare(`${key}=dbus.socket basic.target\n`) } },
      status: "fail" as const,
      because: `${key}=dbus.socket`,
    })),
    {
      what: "Requires= while the socket is masked",
      host: "trixie/user-bus-masked",
      changes: { files: { [unit]: bare("Requires=dbus.socket\n") } },
      status: "fail",
    },
    {
      what: "Wants= of what is not there",
      host: "trixie/no-user-bus",
      changes: { files: { [unit]: bare("Wants=dbus.socket\n") } },
      status: "pass",
    },
    {
      what: "an empty assignment takes no dependency back (systemd.unit(5))",
      host: "trixie/no-user-bus",
      changes: { files: { [unit]: bare("Requires=dbus.socket\nRequires=\n") } },
      status: "fail",
    },
    {
      what: "nothing orders the unit after the bus",
      changes: {
        files: { [unit]: bare("DefaultDependencies=no\n") },
        shown: { "pod.service": { After: "app.slice" } },
      },
      status: "advice",
      summary: "DefaultDependencies=no",
    },
    {
      what: "DefaultDependencies=no, and ordered all the same, as the manager computed it",
      changes: {
        files: { [unit]: bare("DefaultDependencies=no\n") },
        shown: { "pod.service": { After: "dbus.socket" } },
      },
      status: "pass",
    },
  ],
});
