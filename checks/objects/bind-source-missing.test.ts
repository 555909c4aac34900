import { absent, denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { kubePod, playing } from "../../src/testing/kube-unit.ts";
import { inPodUnit, podUnit } from "../../src/testing/pod-unit.ts";

const host = "trixie/mounted-folder-not-there";
const source = (status: object) => ({ stats: { "/srv/data": status } });

testCheck("bind-source-missing", {
  finds: [
    {
      host: "mounted-folder-not-there",
      status: "fail",
      subject: "pod.service",
      because: "it mounts /srv/data, which does not exist, and podman then starts no container",
      evidence: ["ExecStart=/usr/bin/podman run", "/srv/data: does not exist"],
      fix: ["root: mkdir -p /srv/data"],
      first: true,
    },
    {
      host: "mounted-folder-with-tilde",
      status: "fail",
      because: "no shell turns the ~ of a unit into the home",
      fix: ["write %h for ~"],
      first: true,
    },
    {
      host: "mounted-folder-removed",
      status: "fail",
      summary: "/home/podder/data does not exist (a mount of the container web-app)",
      fix: ["user: mkdir -p /home/podder/data"],
      first: true,
    },
  ],
  altered: [
    { what: "a folder that is there", host, changes: source({ kind: "directory" }), status: "pass" },
    { what: "a folder that did not answer", host, changes: source(timedOut("/srv/data")), status: "unknown" },
    { what: "a folder behind a closed one", host, changes: source(denied("/srv/data")), status: "pass" },
    {
      what: "a folder that ExecStartPre= makes",
      host,
      changes: inPodUnit("ExecStart=", "ExecStartPre=/usr/bin/mkdir -p /srv/data\nExecStart="),
      status: "pass",
    },
    {
      what: "a script before may make anything",
      host,
      changes: {
        files: {
          [podUnit]: (text: string) => text.replace("ExecStart=", "ExecStartPre=/srv/prepare\nExecStart="),
          "/srv/prepare": "#!/bin/sh\n. /etc/prepare.conf\n",
        },
        stats: { "/srv/prepare": { mode: 0o755 } },
      },
      status: "pass",
    },
    {
      what: "an option that podman 5.4 does not have",
      host,
      changes: inPodUnit("--network none", "--new-option x"),
      status: "not-applicable",
    },
    { what: "a volume by name", host, changes: inPodUnit("/srv/data:", "data:"), status: "not-applicable" },
    {
      what: "a failure that systemd ignores",
      host,
      changes: inPodUnit("ExecStart=/usr", "ExecStart=-/usr"),
      status: "not-applicable",
    },
    {
      what: "on a disk that is not mounted",
      host,
      changes: {
        ...source(absent),
        files: { "/etc/fstab": "UUID=1 /srv ext4 nofail 0 2\n", "/proc/self/mounts": "none / overlay rw 0 0\n" },
      },
      status: "warn",
      because: "/srv is not mounted now",
    },
    {
      what: "the account's own folder in /run",
      host,
      changes: { ...inPodUnit("/srv/data:", "/run/web/data:"), stats: { "/run/web/data": { kind: "directory" } } },
      status: "warn",
      because: "/run is in memory, which is empty after a boot",
    },
    {
      what: "a socket of a service of the host's",
      host,
      changes: {
        ...inPodUnit("/srv/data:", "/run/mysqld:"),
        stats: { "/run/mysqld": { kind: "directory", uid: 105 } },
      },
      status: "pass",
    },
    {
      what: "podman's own socket",
      host,
      changes: {
        ...inPodUnit("/srv/data:", "%t/podman/podman.sock:"),
        stats: { "/run/user/1001/podman/podman.sock": { kind: "socket" } },
      },
      status: "pass",
    },
    {
      what: "a folder that a YAML names",
      host: "trixie/seed",
      changes: playing(kubePod("image: app:1", "volumes: [{name: d, hostPath: {path: /srv/shop, type: Directory}}]"), {
        stats: { "/srv/shop": absent },
      }),
      status: "fail",
      summary: "/srv/shop does not exist (hostPath of the volume d)",
      evidence: ["/home/podder/web.yaml:6: path: /srv/shop (Pod web, hostPath of the volume d)"],
      fix: ["root: mkdir -p /srv/shop"],
    },
    {
      what: "a file that a YAML names",
      host: "trixie/seed",
      changes: playing(kubePod("image: app:1", "volumes: [{name: d, hostPath: {path: /srv/shop, type: File}}]"), {
        stats: { "/srv/shop": absent },
      }),
      status: "fail",
      fix: ["it must be no folder"],
    },
    {
      what: "what podman makes of a YAML, and a path that does not begin at the root",
      host: "trixie/seed",
      changes: playing(
        kubePod(
          "image: app:1",
          "volumes: [{name: a, hostPath: {path: /srv/a, type: DirectoryOrCreate}}, {name: b, hostPath: {path: /srv/b, type: FileOrCreate}}, {name: c, hostPath: {path: ./c}}, {name: e, emptyDir: {}}, {name: p, persistentVolumeClaim: {claimName: p}}]",
        ),
      ),
      status: "not-applicable",
    },
  ],
});
