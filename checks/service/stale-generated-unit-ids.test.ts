import { denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const storage = "/home/podder/.local/share/containers/storage";
const id = "1f".repeat(32);
const stored = (containers: readonly object[], file = JSON.stringify(containers)) => ({
  lists: { [storage]: [{ name: "overlay-containers", kind: "directory" as const }] },
  files: {
    "/home/podder/.config/containers/storage.conf": { outcome: "absent" as const },
    "/etc/containers/storage.conf": { outcome: "absent" as const },
    [`${storage}/overlay-containers/containers.json`]: file,
    [`${storage}/overlay-containers/volatile-containers.json`]: { outcome: "absent" as const },
  },
});
const starting = (line: string, containers: readonly object[], file?: string) => {
  const { lists, files } = stored(containers, file);
  return { lists, files: { ...files, [unit]: (text: string) => text.replace(/^ExecStart=.*$/m, line) } };
};
const web = { id, names: ["web-app"], created: "2026-01-02T03:04:05.678901234Z" };
const down = { shown: { "pod.service": { ActiveState: "failed", Result: "exit-code" } } };

testCheck("stale-generated-unit-ids", {
  finds: [
    {
      host: "starts-missing-pod",
      status: "fail",
      subject: "pod.service",
      because: "it starts the pod blog, which podder does not have",
      evidence: ["ExecStart=/usr/bin/podman pod start blog", "no pod with name or ID"],
      first: true,
    },
    {
      host: "starts-stale-id",
      status: "fail",
      because: "it starts a container by an id that podder does not have",
      evidence: ["-containers/containers.json", ": no container "],
      first: true,
    },
    { host: "seed", status: "pass" },
  ],
  quietOn: ["seed", "script-in-home", "restart-policy"],
  altered: [
    {
      what: "a name that is there",
      changes: starting("ExecStart=/usr/bin/podman start web-app", [web]),
      status: "pass",
    },
    {
      what: "the beginning of an id that is there",
      changes: starting(`ExecStart=/usr/bin/podman container start ${id.slice(0, 12)}`, [web]),
      status: "pass",
    },
    {
      what: "one of two names is not there",
      changes: starting("ExecStart=/usr/bin/podman start web-app blog", [web]),
      status: "fail",
      because: "it starts the container blog, which podder does not have",
    },
    {
      what: "a line that may fail",
      changes: starting("ExecStart=/usr/bin/podman start web-app\nExecStartPost=-/usr/bin/podman start blog", [web]),
      status: "pass",
    },
    {
      what: "the unit makes it first",
      changes: starting(
        "ExecStartPre=/usr/bin/podman create --replace --name blog localhost/app:1\nExecStart=/usr/bin/podman start blog",
        [web],
      ),
      status: "pass",
    },
    {
      what: "podman kube play may make anything",
      changes: starting("ExecStartPre=/usr/bin/podman kube play /srv/a.yaml\nExecStart=/usr/bin/podman start blog", [
        web,
      ]),
      status: "pass",
    },
    {
      what: "a name that systemd takes from the environment",
      changes: starting("ExecStart=/usr/bin/podman start $NAME", [web]),
      status: "not-applicable",
    },
    {
      what: "containers of another storage",
      changes: starting("ExecStart=/usr/bin/podman --root /srv/pods start blog", [web]),
      status: "not-applicable",
    },
    {
      what: "a list of containers that is none",
      changes: starting("ExecStart=/usr/bin/podman start blog", [], '[{"id":'),
      status: "unknown",
    },
    {
      what: "a storage that may not be looked into",
      changes: { ...starting("ExecStart=/usr/bin/podman start blog", []), lists: { [storage]: denied(storage) } },
      status: "unknown",
    },
    {
      what: "no storage where it is looked for",
      changes: {
        ...starting("ExecStart=/usr/bin/podman start blog", []),
        lists: { [storage]: { outcome: "absent" as const } },
      },
      status: "pass",
    },
    {
      what: "podman missed the pod, and nothing was made since",
      changes: {
        ...stored([web]),
        ...journalSaid('Error: no pod with name or ID "web" found: no such pod'),
        ...down,
      },
      status: "fail",
      because: "it starts the pod web, which podder does not have",
    },
    {
      what: "podman missed the pod, and something was made since",
      changes: {
        ...stored([{ ...web, created: "2101-01-01T00:00:00Z" }]),
        ...journalSaid("Error: no pod with name or ID web found: no such pod"),
        ...down,
      },
      status: "warn",
    },
    {
      what: "podman missed a pod that the unit no longer names",
      changes: { ...stored([web]), ...journalSaid("Error: no pod with name or ID old found: no such pod"), ...down },
      status: "pass",
    },
    {
      what: "podman missed the pod, which runs by now",
      changes: { ...stored([web]), ...journalSaid("Error: no pod with name or ID web found: no such pod") },
      status: "pass",
    },
  ],
});
