import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const host = "trixie/quadlet-pod";
const container = "[Container]\nImage=localhost/app:1\n";
const installed = "[Install]\nWantedBy=default.target";

testCheck("quadlet-no-install-section", {
  finds: [
    {
      host: "quadlet-without-install",
      status: "fail",
      subject: "web-pod.service",
      because: "has no [Install], so nothing starts it at boot",
      first: true,
    },
    { host: "quadlet-without-install", subject: "web.service", status: "not-applicable" },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "no [Install] and nothing else that wants it, beside one that starts",
      host,
      subject: "db.service",
      changes: withQuadlets(
        { "db.container": container, "web.container": `${container}${installed}\n` },
        { units: { "db.service": unitOf("db.container"), "web.service": unitOf("web.container", installed) } },
      ),
      status: "warn",
      because: "has no [Install], so nothing starts it at boot",
      evidence: [`${quadletFolder}/db.container: no WantedBy=`],
      fix: ["user: Add [Install] with WantedBy=default.target"],
    },
    {
      what: "the only one there is",
      host: "trixie/no-unit-dir",
      subject: "db.service",
      changes: withQuadlets({ "db.container": container }, { units: { "db.service": unitOf("db.container") } }),
      status: "fail",
      first: true,
    },
    {
      what: "it runs, so it is meant to",
      host,
      subject: "db.service",
      changes: {
        ...withQuadlets({ "db.container": container }, { units: { "db.service": unitOf("db.container") } }),
        shown: { "db.service": { ActiveState: "active" } },
      },
      status: "fail",
    },
    {
      what: "[Install] that no manager has read yet",
      host,
      subject: "db.service",
      changes: withQuadlets(
        { "db.container": `${container}${installed}\n` },
        { units: { "db.service": unitOf("db.container", installed) } },
      ),
      status: "pass",
    },
    {
      what: "the unit of another quadlet wants it",
      host,
      subject: "db.service",
      changes: withQuadlets(
        { "db.container": container, "web.container": `${container}${installed}\n` },
        {
          units: {
            "db.service": unitOf("db.container"),
            "web.service": unitOf("web.container", `Wants=db.service\n${installed}`),
          },
        },
      ),
      status: "pass",
    },
    {
      what: "a container of a pod that is not started is no cause of its own",
      host: "trixie/no-unit-dir",
      subject: "db.service",
      changes: withQuadlets(
        { "db.container": `${container}Pod=db.pod\n`, "db.pod": "[Pod]\n" },
        { units: { "db.service": unitOf("db.container"), "db-pod.service": unitOf("db.pod", "Wants=db.service") } },
      ),
      status: "not-applicable",
    },
    {
      what: "a container that its pod does not start",
      host: "trixie/no-unit-dir",
      subject: "db.service",
      changes: withQuadlets(
        { "db.container": `${container}Pod=db.pod\nStartWithPod=false\n`, "db.pod": `[Pod]\n${installed}\n` },
        { units: { "db.service": unitOf("db.container"), "db-pod.service": unitOf("db.pod", installed) } },
      ),
      status: "warn",
    },
    {
      what: "a volume waits to be needed",
      host,
      subject: "data.volume",
      changes: withQuadlets(
        { "data.volume": "[Volume]\n" },
        { units: { "data-volume.service": unitOf("data.volume") } },
      ),
      status: "not-applicable",
    },
    {
      what: "a template waits for its instance",
      host,
      subject: "web@.container",
      changes: withQuadlets({ "web@.container": container }, { units: { "web@.service": unitOf("web@.container") } }),
      status: "not-applicable",
    },
  ],
});
