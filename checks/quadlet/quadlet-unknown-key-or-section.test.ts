import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const boot = "\n[Install]\nWantedBy=default.target\n";
const host = "trixie/quadlet-pod";
const unknownKey = (name: string, key: string, section = "Container") =>
  `converting "${name}": unsupported key '${key}' in group '${section}' in ${quadletFolder}/${name}`;

testCheck("quadlet-unknown-key-or-section", {
  finds: [
    {
      host: "quadlet-unknown-key",
      status: "fail",
      subject: "web.container",
      because: "because of its key image= in [Container] (Image= was meant)",
      first: true,
    },
    {
      host: "quadlet-misspelt-section",
      status: "fail",
      subject: "web.container",
      because: "[Container] was meant",
      first: true,
    },
    {
      host: "quadlet-misspelt-install",
      status: "fail",
      subject: "web-pod.service",
      because: "the section [Instal]",
      first: true,
    },
    { host: "quadlet-pod", subject: "web.container", status: "pass" },
  ],
  quietOn: ["seed", "linger-off", "unit-masked"],
  altered: [
    {
      what: "a key in lower case",
      host,
      subject: "web.container",
      changes: withQuadlets(
        { "web.container": `[Container]\nimage=localhost/app:1\n${boot}` },
        { complaints: [unknownKey("web.container", "image")] },
      ),
      status: "fail",
      summary: "image= is no key of [Container] (Image= was meant)",
      evidence: [`${quadletFolder}/web.container:2: image=localhost/app:1`, "unsupported key 'image'"],
      fix: ["user: In /home/podder/.config/containers/systemd/web.container, line 2, write Image="],
      first: true,
    },
    {
      what: "a key in a drop-in: the generator names the quadlet, the line is the drop-in's",
      host,
      subject: "web.container",
      changes: withQuadlets(
        { "web.container": `[Container]\nImage=localhost/app:1\n${boot}` },
        {
          complaints: [unknownKey("web.container", "Bogus")],
          dropIns: { [`${quadletFolder}/web.container.d/1.conf`]: "[Container]\n\nBogus=1\n" },
        },
      ),
      status: "fail",
      evidence: [`${quadletFolder}/web.container.d/1.conf:3: Bogus=1`],
    },
    {
      what: "a key that a later podman has is another check's",
      host,
      subject: "web.container",
      changes: withQuadlets(
        { "web.container": `[Container]\nMemory=1g\n${boot}` },
        { complaints: [unknownKey("web.container", "Memory")] },
      ),
      status: "pass",
    },
    {
      what: "a misspelt [Container]",
      host,
      subject: "web.container",
      changes: withQuadlets(
        { "web.container": `[Contaner]\nImage=localhost/app:1\n${boot}` },
        { complaints: ['converting "web.container": no Image or Rootfs key specified'] },
      ),
      status: "fail",
      because: "[Container] was meant",
      evidence: [`${quadletFolder}/web.container:1: [Contaner]`],
    },
    {
      what: "a misspelt [Install], which the generator passes over",
      host,
      subject: "web.service",
      changes: withQuadlets(
        { "web.container": "[Container]\nImage=localhost/app:1\n\n[Instal]\nWantedBy=default.target\n" },
        { units: { "web.service": unitOf("web.container", "[Instal]\nWantedBy=default.target") } },
      ),
      status: "fail",
      because: "so that nothing starts its unit at boot",
    },
    {
      what: "a misspelt [Install] beside a right one",
      host,
      subject: "web.container",
      changes: withQuadlets(
        { "web.container": `[Container]\nImage=localhost/app:1\n\n[Instal]\nWantedBy=x.target\n${boot}` },
        { units: { "web.service": unitOf("web.container", "[Install]\nWantedBy=default.target") } },
      ),
      status: "pass",
    },
    {
      what: "a draft without [Install] beside pods that start",
      host,
      subject: "draft.container",
      changes: withQuadlets(
        { "draft.container": "[Container]\nimage=x\n", "web.container": `[Container]\nImage=localhost/app:1\n${boot}` },
        {
          complaints: [unknownKey("draft.container", "image")],
          units: { "web.service": unitOf("web.container", "[Install]\nWantedBy=default.target") },
        },
      ),
      status: "warn",
    },
    {
      what: "a volume that a pod needs is as good as the pod",
      host,
      subject: "data.volume",
      changes: withQuadlets(
        {
          "data.volume": "[Volume]\nBogus=1\n",
          "web.container": `[Container]\nImage=localhost/app:1\nVolume=data.volume:/data\n${boot}`,
        },
        {
          complaints: [unknownKey("data.volume", "Bogus", "Volume")],
          units: { "web.service": unitOf("web.container") },
        },
      ),
      status: "fail",
    },
    {
      what: "a plain unit of the same name, which goes before it",
      subject: "pod.container",
      changes: withQuadlets(
        { "pod.container": `[Container]\nimage=localhost/app:1\n${boot}` },
        { complaints: [unknownKey("pod.container", "image")] },
      ),
      status: "warn",
    },
    {
      what: "a generator that does not answer",
      host,
      changes: {
        ...withQuadlets({ "web.container": boot }),
        answers: {
          "/usr/lib/systemd/user-generators/podman-user-generator -user -dryrun": { exit: 127, stderr: "no such file" },
        },
      },
      status: "unknown",
      summary: "no such file",
    },
  ],
});
