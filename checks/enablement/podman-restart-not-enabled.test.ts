import { denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

testCheck("podman-restart-not-enabled", {
  finds: [
    {
      host: "podman-restart-disabled",
      status: "fail",
      subject: "podder",
      because: "the container web-app has the restart policy always, and podman-restart.service",
      evidence: ["web-app: always", "default.target.wants/podman-restart.service: does not exist"],
      fix: ["user: systemctl --user enable podman-restart.service"],
      first: true,
    },
    { host: "seed", status: "not-applicable" },
    { host: "quadlet-pod", status: "not-applicable" },
  ],
  quietOn: ["seed", "quadlet-pod", "generated-units"],
  altered: [
    {
      what: "another service of podman's own is enabled",
      host: "trixie/podman-restart-disabled",
      changes: {
        lists: {
          "/home/podder/.config/systemd/user/default.target.wants": [
            { name: "podman-auto-update.service", kind: "symlink" },
          ],
        },
        stats: {
          "/home/podder/.config/systemd/user/default.target.wants/podman-auto-update.service": {
            kind: "symlink",
            target: "/usr/lib/systemd/user/podman-auto-update.service",
          },
          "/usr/lib/systemd/user/podman-auto-update.service": { uid: 0, gid: 0 },
        },
        files: {
          "/usr/lib/systemd/user/podman-auto-update.service":
            "[Service]\nType=oneshot\nExecStart=/usr/bin/podman auto-update\n[Install]\nWantedBy=default.target\n",
        },
      },
      status: "fail",
    },
    {
      what: "no container has a policy",
      host: "trixie/podman-restart-disabled",
      changes: { commands: { "grep -aobE": { exit: 1, stdout: "" } } },
      status: "not-applicable",
    },
    {
      what: "the policy is on-failure",
      host: "trixie/podman-restart-disabled",
      changes: {
        commands: { "grep -aobE": ({ stdout }) => ({ stdout: stdout.replaceAll('"always"', '"on-failure"') }) },
      },
      status: "not-applicable",
    },
    {
      what: "old pages of the database say something else",
      host: "trixie/podman-restart-disabled",
      changes: {
        commands: {
          "grep -aobE": ({ stdout }) => ({ stdout: stdout + stdout.replaceAll('"always"', '"no"') }),
        },
      },
      status: "not-applicable",
    },
    {
      what: "the container is gone, and the database still has it",
      host: "trixie/podman-restart-disabled",
      changes: { files: { "/home/podder/.local/share/containers/storage/overlay-containers/containers.json": "[]" } },
      status: "not-applicable",
    },
    {
      what: "the storage may not be looked into",
      host: "trixie/podman-restart-disabled",
      changes: {
        lists: {
          "/home/podder/.local/share/containers/storage": denied("/home/podder/.local/share/containers/storage"),
        },
      },
      status: "unknown",
    },
  ],
});
