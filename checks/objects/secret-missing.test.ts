import { denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { kubePod, playing } from "../../src/testing/kube-unit.ts";

const host = "trixie/secret-unknown";
const secrets = "/home/podder/.local/share/containers/storage/secrets/secrets.json";

testCheck("secret-missing", {
  finds: [
    {
      host: "secret-unknown",
      status: "fail",
      subject: "pod.service",
      because: "the podman secret webpw, which podder does not have",
      evidence: ["webpw is not among its names"],
      fix: ["user: podman secret create webpw"],
      first: true,
    },
  ],
  altered: [
    {
      what: "a secret that is there",
      host,
      changes: { files: { [secrets]: '{"nameToID":{"webpw":"4a64e2544e079517a1d124b26"}}' } },
      status: "pass",
    },
    {
      what: "secrets that may not be listed",
      host,
      changes: { files: { [secrets]: denied(secrets) } },
      status: "unknown",
    },
    {
      what: "a Secret that a YAML asks for",
      host: "trixie/seed",
      changes: playing(kubePod("image: app:1, envFrom: [{secretRef: {name: webpw}}]")),
      status: "fail",
      evidence: ["/home/podder/web.yaml:5: Secret webpw (Pod web)"],
    },
    {
      what: "one that the YAML may do without",
      host: "trixie/seed",
      changes: playing(kubePod("image: app:1, envFrom: [{secretRef: {name: webpw, optional: true}}]")),
      status: "not-applicable",
    },
    {
      what: "one that the same YAML makes",
      host: "trixie/seed",
      changes: playing(
        `kind: Secret\nmetadata: {name: webpw}\n---\n${kubePod("image: app:1", "volumes: [{name: pw, secret: {secretName: webpw}}]")}`,
      ),
      status: "not-applicable",
    },
    {
      what: "podman 3.0 has none, whatever is made before",
      host: "trixie/secret-made-before",
      changes: { commands: { "podman-user-generator -version": { stdout: "3.0.1\n" } } },
      status: "fail",
      because: "podman 3.0.1 has none",
    },
  ],
});
