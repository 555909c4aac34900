import { absent, notRecorded } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, startedContainer, unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const host = "trixie/quadlet-pod";
const installed = "[Install]\nWantedBy=default.target";

testCheck("quadlet-unsupported-podman", {
  finds: [
    {
      host: "quadlet-key-too-new",
      status: "fail",
      subject: "web.container",
      because: "because of its key Memory=, which came with podman 5.5",
      first: true,
    },
    {
      host: "quadlet-on-old-podman",
      status: "fail",
      subject: "web.container",
      because: "podman 4.3.1 makes no unit of",
      fix: ["root: Install podman 4.4 or later"],
      first: true,
    },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "a key of a later podman",
      host,
      subject: "web.container",
      changes: withQuadlets(
        { "web.container": `[Container]\nMemory=1g\nImage=localhost/app:1\n\n[Install]\nWantedBy=default.target\n` },
        {
          complaints: [
            `converting "web.container": unsupported key 'Memory' in group 'Container' in ${quadletFolder}/web.container`,
          ],
        },
      ),
      status: "fail",
      because: "because of its key Memory=, which came with podman 5.5",
      evidence: [`${quadletFolder}/web.container:2: Memory=1g`],
      fix: ["PodmanArgs="],
      first: true,
    },
    {
      what: "a kind of a later podman, which the generator does not look at",
      host,
      subject: "model.artifact",
      changes: {
        ...withQuadlets(
          { "web.container": startedContainer },
          { units: { "web.service": unitOf("web.container", installed) } },
        ),
        lists: { [quadletFolder]: ["web.container", "model.artifact"] },
      },
      status: "warn",
      summary: "podman 5.4.2 has no .artifact quadlets; they came with podman 5.7",
    },
    {
      what: "all that is asked for is known",
      host,
      subject: "web.container",
      changes: withQuadlets(
        { "web.container": startedContainer },
        { units: { "web.service": unitOf("web.container", installed) } },
      ),
      status: "pass",
    },
    {
      what: "a podman before 4.4 has no generator",
      host: "bookworm/no-unit-dir",
      subject: "web.container",
      changes: {
        ...withQuadlets({ "web.container": startedContainer }),
        stats: {
          ...withQuadlets({}).stats,
          "/usr/lib/systemd/user-generators/podman-user-generator": absent,
        },
      },
      status: "fail",
      because: ".container quadlets came with podman 4.4",
      fix: ["root: Install podman 4.4 or later"],
    },
    {
      what: "a podman before 4.4, and a plain unit that starts",
      host: "bookworm/seed",
      subject: "web.container",
      changes: {
        ...withQuadlets({ "web.container": startedContainer }),
        stats: {
          ...withQuadlets({}).stats,
          "/usr/lib/systemd/user-generators/podman-user-generator": absent,
        },
      },
      status: "warn",
    },
    {
      what: "a later podman without a generator where one is looked for",
      host,
      changes: {
        ...withQuadlets({ "web.container": startedContainer }),
        stats: { ...withQuadlets({}).stats, "/usr/lib/systemd/user-generators/podman-user-generator": absent },
      },
      status: "unknown",
    },
    {
      what: "a folder of quadlets that nobody could list",
      host,
      changes: { lists: { [quadletFolder]: notRecorded } },
      status: "unknown",
    },
  ],
});
