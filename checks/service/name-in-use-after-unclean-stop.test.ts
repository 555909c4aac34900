import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const storage = "/home/podder/.local/share/containers/storage";
const making = (line: string, names: readonly string[] = ["web-app"]) => ({
  lists: { [storage]: [{ name: "overlay-containers", kind: "directory" as const }] },
  files: {
    "/home/podder/.config/containers/storage.conf": { outcome: "absent" as const },
    "/etc/containers/storage.conf": { outcome: "absent" as const },
    [`${storage}/overlay-containers/containers.json`]: JSON.stringify([{ id: "1f".repeat(32), names }]),
    [`${storage}/overlay-containers/volatile-containers.json`]: { outcome: "absent" as const },
    [unit]: (text: string) => text.replace(/^ExecStart=.*$/m, line),
  },
});
const down = { shown: { "pod.service": { ActiveState: "failed", Result: "exit-code" } } };

testCheck("name-in-use-after-unclean-stop", {
  finds: [
    {
      host: "name-in-use",
      status: "fail",
      subject: "pod.service",
      because: "it makes a container named web-app without --replace, and one of that name is there already",
      evidence: ["podman run -d --name web-app", "containers.json: a container web-app"],
      fix: ["user: In ", "user: podman rm --force web-app"],
      first: true,
    },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed", "generated-units"],
  altered: [
    {
      what: "the container that is left when the unit stops keeps it from its next start",
      changes: making("ExecStart=/usr/bin/podman run -d --name=web-app localhost/app:1"),
      status: "fail",
      because: "one of that name is left by its own last start",
    },
    {
      what: "another name",
      changes: making("ExecStart=/usr/bin/podman run -d --name blog localhost/app:1"),
      status: "pass",
    },
    {
      what: "it is replaced",
      changes: making("ExecStart=/usr/bin/podman run -d --replace --name web-app localhost/app:1"),
      status: "not-applicable",
    },
    {
      what: "it goes when it ends",
      changes: making("ExecStart=/usr/bin/podman run --rm --name web-app localhost/app:1"),
      status: "pass",
    },
    {
      what: "it is taken away before",
      changes: making(
        "ExecStartPre=-/usr/bin/podman rm -f -i web-app\nExecStart=/usr/bin/podman run --name web-app localhost/app:1",
      ),
      status: "pass",
    },
    {
      what: "making it may fail",
      changes: making(
        "ExecStartPre=-/usr/bin/podman create --name web-app localhost/app:1\nExecStart=/usr/bin/podman start web-app",
      ),
      status: "not-applicable",
    },
    {
      what: "a pod of that name was there at the last start",
      changes: {
        ...making("ExecStart=/usr/bin/podman pod create --name web"),
        ...journalSaid('Error: adding pod to state: name "web" is in use: pod already exists'),
        ...down,
      },
      status: "warn",
      because: "it makes a pod named web without --replace",
    },
    {
      what: "a pod of that name was there, and the unit runs by now",
      changes: {
        ...making("ExecStart=/usr/bin/podman pod create --name web"),
        ...journalSaid('Error: adding pod to state: name "web" is in use: pod already exists'),
      },
      status: "pass",
    },
  ],
});
