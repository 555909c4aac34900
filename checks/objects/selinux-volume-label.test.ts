import { absent, type Changes, denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { inPodUnit } from "../../src/testing/pod-unit.ts";

const host = "trixie/selinux-volume-without-label";
const printed = (...labels: readonly (readonly [type: string, path: string])[]) => ({
  "stat -L": { stdout: labels.map(([type, path]) => `unconfined_u:object_r:${type}:s0 ${path}\n`).join("") },
});
/** Instead of the folder in the home this is mounted, so labelled, of that owner. */
const mounts = (option: string, path: string, type: string, uid = 1001): Changes => ({
  ...inPodUnit("-v %h/data:/data -v /run/webdata:/run/web", option),
  stats: { [path]: { kind: "directory", mode: 0o755, uid, gid: uid } },
  answers: {
    [`stat -L --printf=%C %n\\n -- ${path}`]: { stdout: `unconfined_u:object_r:${type}:s0 ${path}\n` },
  },
});

testCheck("selinux-volume-label", {
  finds: [
    {
      host: "selinux-volume-without-label",
      status: "warn",
      subject: "pod.service",
      because: "it mounts /home/podder/data, labelled user_home_t, which SELinux lets no container read or write",
      evidence: ["podman run", "user_home_t", "avc:  denied"],
      fix: ["user: Add :Z"],
      first: true,
    },
  ],
  altered: [
    {
      what: "the pod failed, and the kernel refused it that very label",
      host,
      changes: { shown: { "pod.service": { ActiveState: "failed" } } },
      status: "fail",
    },
    {
      what: "labels are taken from the container",
      host,
      changes: inPodUnit("--network none", "--network none --security-opt label=disable"),
      status: "not-applicable",
    },
    {
      what: "in the older spelling",
      host,
      changes: inPodUnit("--network none", "--network none --security-opt=label:disable"),
      status: "not-applicable",
    },
    {
      what: "a privileged container has none",
      host,
      changes: inPodUnit("--network none", "--privileged --network none"),
      status: "not-applicable",
    },
    {
      what: "nor one with the host's process numbers",
      host,
      changes: inPodUnit("--network none", "--pid=host --network none"),
      status: "not-applicable",
    },
    {
      what: "of a type of somebody's own policy nothing is known",
      host,
      changes: inPodUnit("--network none", "--security-opt label=type:web.process --network none"),
      status: "not-applicable",
    },
    {
      what: "containers.conf takes all labels away",
      host,
      changes: { files: { "/home/podder/.config/containers/containers.conf": "[containers]\nlabel = false\n" } },
      status: "not-applicable",
    },
    {
      what: "podman labels it itself",
      host,
      changes: inPodUnit("%h/data:/data", "%h/data:/data:rw,Z"),
      status: "pass",
    },
    {
      what: "so it does with a --mount",
      host,
      changes: inPodUnit("-v %h/data:/data", "--mount type=bind,src=%h/data,dst=/data,relabel=private"),
      status: "pass",
    },
    {
      what: "somebody has labelled it",
      host,
      changes: {
        commands: printed(["container_file_t", "/home/podder/data"], ["container_file_t", "/run/webdata"]),
      },
      status: "pass",
    },
    {
      what: "a type of which this check knows nothing",
      host,
      changes: { commands: printed(["my_data_t", "/home/podder/data"], ["nfs_t", "/run/webdata"]) },
      status: "pass",
    },
    {
      what: "permissive, and so it stays",
      host,
      changes: { files: { "/sys/fs/selinux/enforce": "0", "/etc/selinux/config": "SELINUX=permissive\n" } },
      status: "pass",
    },
    {
      what: "permissive by setenforce, until the next boot",
      host,
      changes: { files: { "/sys/fs/selinux/enforce": "0" } },
      status: "warn",
    },
    {
      what: "enforcing, and the next boot is without",
      host,
      changes: { files: { "/etc/selinux/config": "SELINUX=disabled\n" } },
      status: "pass",
    },
    {
      what: "no SELinux",
      host,
      changes: { files: { "/sys/fs/selinux/enforce": absent } },
      status: "not-applicable",
    },
    {
      what: "nobody can say whether there is one",
      host,
      changes: { files: { "/sys/fs/selinux/enforce": denied("/sys/fs/selinux/enforce") } },
      status: "unknown",
    },
    {
      what: "no label could be read",
      host,
      changes: { commands: { "stat -L": { stdout: "? /home/podder/data\n" } } },
      status: "unknown",
    },
    {
      what: "the home itself is given no other label",
      host,
      changes: mounts("-v %h:/data:Z", "/home/podder", "user_home_dir_t"),
      status: "fail",
      because:
        "it asks podman to change the SELinux label of /home/podder (-v /home/podder:/data:Z), which podman refuses",
    },
    {
      what: "nor is /srv",
      host,
      changes: mounts("-v /srv:/data:ro,z", "/srv", "var_t", 0),
      status: "fail",
      because: "/srv",
    },
    {
      what: "a folder of root's below it is not the account's to label",
      host,
      changes: mounts("-v /srv/web:/data:z", "/srv/web", "var_t", 0),
      status: "fail",
      because: "which belongs to another user",
      fix: ["root: semanage fcontext", "root: restorecon -R /srv/web"],
    },
    {
      what: "one that belongs to a subordinate id is",
      host,
      changes: mounts("-v /srv/web:/data:z", "/srv/web", "var_t", 165_600),
      status: "pass",
    },
    {
      what: "root's, which root has labelled",
      host,
      changes: mounts("-v /srv/web:/data:z", "/srv/web", "container_file_t", 0),
      status: "pass",
    },
  ],
});
