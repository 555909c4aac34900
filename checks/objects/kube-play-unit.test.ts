import { unanswered } from "../../src/host/host.ts";
import { absent, denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { journalSaid } from "../../src/testing/journal-said.ts";
import { kubePod, playing } from "../../src/testing/kube-unit.ts";
import { inPodUnit } from "../../src/testing/pod-unit.ts";

const yaml = "/home/podder/web.yaml";
const good = kubePod("image: localhost/app:1");

testCheck("kube-play-unit", {
  finds: [
    {
      host: "kube-yaml-missing",
      status: "fail",
      subject: "pod.service",
      because: "the YAML that podman is to play, /home/podder/web.yaml, does not exist",
      evidence: ["podman kube play", "/home/podder/web.yaml: does not exist"],
      fix: ["Put the file at /home/podder/web.yaml"],
      first: true,
    },
    {
      host: "quadlet-kube-yaml-missing",
      status: "fail",
      subject: "web.service",
      because: "/home/podder/.config/containers/systemd/web.yaml, does not exist",
      first: true,
    },
    {
      host: "kube-template-yaml-missing",
      status: "fail",
      subject: "podman-kube@-home-podder-web.yaml.service",
      because: "the YAML that podman is to play, /home/podder/web.yaml, does not exist",
      first: true,
    },
  ],
  altered: [
    {
      what: "no YAML, by podman's own word as well",
      changes: {
        ...playing("kind: Pod\n\tspec: x\n"),
        ...journalSaid(
          "Error: multi doc yaml could not be split: yaml: line 2: found character that cannot start any token",
        ),
        shown: { "pod.service": { ActiveState: "failed" } },
      },
      status: "fail",
      because: "podman cannot read /home/podder/web.yaml, which is no YAML",
    },
    { what: "no unit plays anything", changes: {}, status: "not-applicable" },
    { what: "a YAML that is there", changes: playing(good), status: "pass" },
    { what: "a YAML that is not there", changes: playing(good, { files: { [yaml]: absent } }), status: "fail" },
    {
      what: "a ConfigMap file that is not there",
      changes: playing(good, { files: { "/srv/cm.yaml": absent } }, "--configmap /srv/cm.yaml "),
      status: "fail",
      because: "the ConfigMap file that podman is to play, /srv/cm.yaml, does not exist",
    },
    {
      what: "one that a command before makes",
      changes: {
        files: {
          ...inPodUnit(
            /^ExecStart=.*$/m,
            "ExecStartPre=/usr/bin/install -m 600 /srv/web.yaml /home/podder/web.yaml\nExecStart=/usr/bin/podman kube play /home/podder/web.yaml",
          ).files,
          [yaml]: absent,
        },
      },
      status: "pass",
    },
    {
      what: "a web address",
      changes: inPodUnit(/^ExecStart=.*$/m, "ExecStart=/usr/bin/podman play kube https://example.org/web.yaml"),
      status: "not-applicable",
    },
    {
      what: "one that may not be read: podman may, in its user namespace",
      changes: playing(good, { files: { [yaml]: denied(yaml) } }),
      status: "unknown",
    },
    {
      what: "a file system that hangs",
      changes: playing(good, { files: { [yaml]: unanswered("timeout", "it hangs") } }),
      status: "unknown",
      summary: "it hangs",
    },
    {
      what: "what this parser does not take and podman may",
      changes: playing("kind: Pod\n\tspec: x\n"),
      status: "unknown",
      summary: "Tab characters cannot be used as indentation",
    },
  ],
});
