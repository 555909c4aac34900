import { testCheck } from "../../src/testing/check-test.ts";
import { kubePod, playing } from "../../src/testing/kube-unit.ts";

const host = "trixie/short-name-unknown";
const config = "/etc/containers/registries.conf";

testCheck("short-name", {
  finds: [
    {
      host: "short-name-unknown",
      status: "fail",
      subject: "pod.service",
      because: "its image shop:2 is not in the storage, and nothing says from which registry it is to come",
      evidence: ["unqualified-search-registries = []"],
      fix: ["docker.io/library/shop:2"],
      first: true,
    },
  ],
  altered: [
    {
      what: "one search registry",
      host,
      changes: { files: { [config]: 'unqualified-search-registries = ["quay.io"]\n' } },
      status: "pass",
    },
    {
      what: "two search registries, and nobody to ask",
      host,
      changes: { files: { [config]: 'unqualified-search-registries = ["quay.io", "docker.io"]\n' } },
      status: "fail",
      because: "podman asks on a terminal",
    },
    {
      what: "an alias",
      host,
      changes: { files: { [config]: '[aliases]\n"shop" = "quay.io/a/shop"\n' } },
      status: "pass",
    },
    { what: "a file that is no TOML", host, changes: { files: { [config]: "]]]" } }, status: "unknown" },
    {
      what: "a short name in a YAML",
      host: "trixie/seed",
      changes: playing(kubePod("image: shop:2")),
      status: "fail",
      evidence: ["/home/podder/web.yaml:5: image: shop:2 (Pod web, container app)"],
      fix: ["In /home/podder/web.yaml, line 5, write the whole name"],
    },
  ],
});
