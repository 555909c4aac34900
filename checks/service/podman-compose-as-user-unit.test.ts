import { absent } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/compose-without-provider";

testCheck("podman-compose-as-user-unit", {
  finds: [
    {
      host: "trixie/compose-without-provider",
      status: "fail",
      subject: "pod.service",
      because: "it runs `podman compose`, and there is neither docker-compose nor podman-compose",
      evidence: ["ExecStart=/usr/bin/podman compose up -d", "docker-compose: does not exist"],
      first: true,
    },
    {
      host: "bookworm/compose-without-provider",
      status: "fail",
      because: "has no command compose (it came with 4.7)",
      first: true,
    },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed", "generated-units"],
  altered: [
    {
      what: "containers.conf names one",
      host,
      changes: { files: { "/etc/containers/containers.conf": '[engine]\ncompose_providers = ["/srv/compose"]\n' } },
      status: "pass",
    },
    {
      what: "the unit has a PATH of its own",
      host,
      changes: {
        files: {
          "/home/podder/.config/systemd/user/pod.service": (text) =>
            text.replace("[Service]\n", "[Service]\nEnvironment=PATH=/srv/bin:/usr/bin\n"),
        },
      },
      status: "pass",
    },
    {
      what: "docker's plugin is there",
      host,
      changes: { stats: { "/usr/libexec/docker/cli-plugins/docker-compose": {} } },
      status: "pass",
    },
    { what: "it is gone", host, changes: { stats: { "/usr/bin/podman-compose": absent } }, status: "fail" },
  ],
});
