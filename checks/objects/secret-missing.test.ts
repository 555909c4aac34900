import { denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

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
  ],
});
