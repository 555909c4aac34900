import { denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const own = "/home/podder/.config/containers/containers.conf";

testCheck("cgroup-manager-fallback", {
  finds: [
    {
      host: "cgroupfs-configured",
      status: "fail",
      subject: "podder",
      because: `${own} sets podman to cgroupfs, and the pod was made with a cgroup of systemd's`,
      evidence: [`${own}:2: cgroup_manager`, "systemd slice received as cgroup parent when using cgroupfs"],
      fix: [`user: Take cgroup_manager out of ${own}, line 2`],
      first: true,
    },
    { host: "no-user-bus", status: "advice", summary: "fell back to cgroupfs", first: false },
    { host: "cgroupfs-plain-container", status: "pass" },
    { host: "cgroupfs-on-podman-4", status: "pass" },
  ],
  quietOn: ["cache-of-roots"],
  altered: [
    {
      what: "a later file takes the setting back",
      host: "trixie/cgroupfs-configured",
      changes: { files: { [own]: '[engine]\ncgroup_manager="cgroupfs"\ncgroup_manager = "systemd"\n' } },
      status: "pass",
    },
    {
      what: "a comment sets nothing",
      host: "trixie/cgroupfs-configured",
      changes: { files: { [own]: '[engine]\n# cgroup_manager="cgroupfs"\n' } },
      status: "pass",
    },
    {
      what: "the account may not read a file: podman does not either",
      host: "trixie/cache-of-roots",
      changes: { files: { "/etc/containers/containers.conf": denied("/etc/containers/containers.conf") } },
      status: "pass",
    },
    {
      what: "a file does not answer",
      host: "trixie/cache-of-roots",
      changes: { files: { [own]: timedOut(own) } },
      status: "unknown",
    },
  ],
});
