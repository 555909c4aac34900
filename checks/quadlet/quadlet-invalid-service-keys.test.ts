import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, withQuadlets } from "../../src/testing/quadlets.ts";

const host = "trixie/quadlet-pod";
const refused = (reason: string, text: string, name = "web.container") =>
  withQuadlets(
    { [name]: `${text}\n[Install]\nWantedBy=default.target\n` },
    { complaints: [`converting "${name}": ${reason}`] },
  );

testCheck("quadlet-invalid-service-keys", {
  finds: [
    {
      host: "quadlet-type-simple",
      status: "fail",
      subject: "web.container",
      because: "invalid service Type 'simple'",
      evidence: ["Type=simple"],
      first: true,
    },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "a type that the generator does not take",
      host,
      subject: "web.container",
      changes: refused("invalid service Type 'simple'", "[Container]\nImage=localhost/app:1\n[Service]\nType=simple\n"),
      status: "fail",
      because: "invalid service Type 'simple'",
      evidence: [`${quadletFolder}/web.container:4: Type=simple`, "converting"],
      first: true,
    },
    {
      what: "no image",
      host,
      subject: "web.container",
      changes: refused("no Image or Rootfs key specified", "[Container]\nContainerName=web\n"),
      status: "fail",
    },
    {
      what: "two keys that exclude each other",
      host,
      subject: "web.container",
      changes: refused(
        "the Image And Rootfs keys conflict can not be specified together",
        "[Container]\nImage=localhost/app:1\nRootfs=/x\n",
      ),
      status: "fail",
      evidence: [`${quadletFolder}/web.container:2: Image=localhost/app:1`],
    },
    {
      what: "a misspelt section is another check's",
      host,
      subject: "web.container",
      changes: refused("no Image or Rootfs key specified", "[container]\nImage=localhost/app:1\n"),
      status: "pass",
    },
    {
      what: "a missing reference is another check's",
      host,
      subject: "web.container",
      changes: refused("requested Quadlet unit x.network was not found", "[Container]\nNetwork=x.network\n"),
      status: "pass",
    },
  ],
});
