import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const storage = "/home/podder/.local/share/containers/storage";
const roots = "/var/lib/containers/storage";
const folder = [{ name: "overlay-containers", kind: "directory" as const }];
const container = (name: string) => JSON.stringify([{ id: "1f".repeat(32), names: [name] }]);
const hosts = (own: string, root: string) => ({
  lists: { [storage]: folder, [roots]: folder },
  files: {
    "/home/podder/.config/containers/storage.conf": { outcome: "absent" as const },
    "/etc/containers/storage.conf": { outcome: "absent" as const },
    [`${storage}/overlay-containers/containers.json`]: container(own),
    [`${storage}/overlay-containers/volatile-containers.json`]: { outcome: "absent" as const },
    [`${roots}/overlay-containers/volatile-containers.json`]: { outcome: "absent" as const },
    [`${roots}/overlay-containers/containers.json`]: container(root),
    [unit]: (text: string) => text.replace(/^ExecStart=.*$/m, "ExecStart=/usr/bin/podman start blog"),
  },
});

testCheck("store-mismatch-root-vs-user", {
  finds: [
    {
      host: "container-of-roots",
      view: "root",
      status: "fail",
      subject: "pod.service",
      because: "it starts the container blog, which was made by root (sudo podman) and is not among podder's",
      evidence: ["-containers/containers.json: a container blog"],
      first: true,
    },
    { host: "container-of-roots", view: "user", status: "unknown", summary: "only root may look" },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed"],
  altered: [
    { what: "only root has it", changes: hosts("web-app", "blog"), status: "fail" },
    { what: "both have it", changes: hosts("blog", "blog"), status: "pass" },
    { what: "nobody has it", changes: hosts("web-app", "other"), status: "pass" },
  ],
});
