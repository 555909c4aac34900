import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const host = "trixie/network-late";
const target = "-- network-online.target";
const shown = (ActiveState: string, WantedBy: string, reached: string) => ({
  stdout: `WantedBy=${WantedBy}\nRequiredBy=\nActiveState=${ActiveState}\nActiveEnterTimestampMonotonic=${reached}\n`,
});
const line = (text: string) => ({ [unit]: (before: string) => before.replace("[Service]", `${text}\n[Service]`) });

testCheck("network-not-ready-at-boot", {
  finds: [
    {
      host: "network-late",
      status: "warn",
      subject: "pod.service",
      because: "it was started before the network was there, and nothing makes it wait",
      evidence: ["eth0", "ActiveState=active"],
      fix: ["user: Let it wait"],
      first: true,
    },
    { host: "network-late-tried-again", status: "pass", summary: "came up when Restart= tried again" },
    { host: "restart-policy-network-late", status: "not-applicable" },
  ],
  quietOn: ["seed", "quadlet-waits-for-network"],
  altered: [
    {
      what: "it has been told to wait since",
      host,
      changes: { files: line("After=podman-user-wait-network-online.service") },
      status: "pass",
      summary: "waits for it since, by podman-user-wait-network-online.service",
    },
    {
      what: "it names the system's target, for which nobody waits",
      host,
      changes: { files: line("After=network-online.target") },
      status: "warn",
    },
    {
      what: "it missed the network when the system was online already",
      host,
      changes: { commands: { [target]: shown("active", "multi-user.target", "1") } },
      status: "warn",
      because: "although the system was online",
      fix: ["user: In [Service], set Restart=on-failure"],
    },
    {
      what: "it waited, and the system was online too early",
      host,
      changes: {
        files: line("After=my-wait-online.service"),
        commands: { [target]: shown("active", "multi-user.target", "1") },
      },
      status: "warn",
      because: "although it waits for my-wait-online.service",
    },
    {
      what: "nothing on the system wants network-online.target",
      host,
      changes: { commands: { [target]: shown("inactive", "", "0") } },
      status: "warn",
      summary: "for which nothing on the system waits",
      fix: ["root: systemctl add-wants multi-user.target network-online.target"],
    },
    {
      what: "an interface that the host does not have at all",
      host,
      changes: { gone: ["/sys/class/net/eth0"] },
      status: "warn",
      because: "the interface eth0, which this host does not have",
      fix: ["user: Name an interface of this host"],
    },
    {
      what: "the system does not say when it was online",
      host,
      changes: { commands: { [target]: { exit: 1, stdout: "", stderr: "Failed to connect to bus" } } },
      status: "unknown",
    },
    {
      what: "a port's trouble is another cause",
      changes: journalSaid("Error: pasta failed with exit code 1: Failed to bind port 8080 (Address already in use)"),
      status: "pass",
    },
  ],
});
