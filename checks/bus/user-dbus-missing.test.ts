import { absent, denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const bus = "/run/user/1001/bus";
const deaf = (text: string) =>
  text
    .split("\n")
    .filter((line) => !line.endsWith(bus))
    .join("\n");
const unsaid = (words: string) => (answer: { stdout: string }) => ({ stdout: answer.stdout.replaceAll(words, "") });

testCheck("user-dbus-missing", {
  finds: [
    {
      host: "no-user-bus",
      status: "fail",
      subject: "podder",
      because: "podder has no user bus, so podman cannot ask systemd for the pod's cgroup",
      evidence: [`${bus}: does not exist`, "LoadState=not-found"],
      fix: ["root: Install the package with the user bus (Debian, Ubuntu: dbus-user-session)"],
      first: true,
    },
    { host: "no-user-bus-plain-container", status: "warn", because: "podder has no user bus", first: true },
    { host: "user-bus-masked", status: "fail", consequenceOf: ["dbus-socket-masked"] },
    { host: "linger-off", status: "blocked", blockedBy: ["linger-not-enabled", "runtime-dir-missing"] },
    { host: "runtime-dir-fails", status: "blocked", blockedBy: ["runtime-dir-missing"] },
  ],
  quietOn: ["nologin-shell", "quadlet-pod", "linger-off-after-a-login"],
  altered: [
    {
      what: "a pod has failed, and podman said nothing of its cgroup (podman 5.4)",
      host: "trixie/no-user-bus",
      changes: { commands: { journalctl: unsaid("slice received as cgroup parent") } },
      status: "warn",
    },
    {
      what: "a pod has failed, and podman said nothing of its cgroup (podman 4.3)",
      host: "bookworm/no-user-bus",
      changes: { commands: { journalctl: unsaid("Interactive authentication required") } },
      status: "warn",
    },
    {
      what: "a pod has failed, and the journal cannot be read",
      host: "trixie/no-user-bus",
      changes: { commands: { journalctl: timedOut("journalctl") } },
      status: "warn",
    },
    {
      what: "the socket is there and nobody listens, and a pod has failed for we do not know what",
      changes: { files: { "/proc/net/unix": deaf }, shown: { "pod.service": { ActiveState: "failed" } } },
      status: "warn",
      summary: `Nothing listens on ${bus}`,
    },
    { what: "nobody listens, and the pods run", changes: { files: { "/proc/net/unix": deaf } }, status: "warn" },
    {
      what: "connections to it are no listener",
      changes: { files: { "/proc/net/unix": `Num\n0: 00000003 00000000 00000000 0001 03 11 ${bus}\n` } },
      status: "warn",
    },
    {
      what: "another bus whose path begins alike",
      changes: { files: { "/proc/net/unix": `Num\n0: 00000002 00000000 00010000 0001 01 11 ${bus}-1\n` } },
      status: "warn",
    },
    {
      what: "it belongs to another user",
      changes: { stats: { [bus]: { uid: 1000 } } },
      status: "warn",
      because: "belongs to another user",
    },
    { what: "a file lies in its place", changes: { stats: { [bus]: { kind: "file" } } }, status: "warn" },
    {
      what: "it is gone, though dbus.socket is installed",
      changes: { stats: { [bus]: absent } },
      status: "warn",
      fix: ["root: systemctl restart user@1001.service"],
    },
    { what: "who asks may not look", changes: { stats: { [bus]: denied(bus) } }, status: "unknown" },
  ],
});
