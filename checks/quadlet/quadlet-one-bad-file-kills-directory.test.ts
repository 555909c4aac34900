import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, startedContainer, unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const host = "trixie/quadlet-pod";
const stray = (name: string) =>
  `error loading "${quadletFolder}/${name}", file contains line 1: “see: http://x” which is not a key-value pair, group, or comment`;

testCheck("quadlet-one-bad-file-kills-directory", {
  finds: [
    {
      host: "quadlet-stray-line",
      status: "fail",
      because: "draft.container, line 1 (it is no key, no section and no comment), and then passes over every quadlet",
      evidence: ["lost: web.container, web.pod"],
      first: true,
    },
    {
      host: "quadlet-editor-lock",
      status: "fail",
      because: ".#web.container (no such file or directory)",
      first: true,
    },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "a stray line takes the whole folder",
      host,
      subject: "podder",
      changes: withQuadlets(
        { "draft.container": "see: http://x\n", "web.container": startedContainer, "web.pod": "[Pod]\n" },
        { complaints: [stray("draft.container")] },
      ),
      status: "fail",
      because: "then passes over every quadlet of that folder: web.container, web.pod",
      evidence: [`${quadletFolder}/draft.container:1: file contains line 1`, "lost: web.container, web.pod"],
      fix: ["user: Correct /home/podder/.config/containers/systemd/draft.container, line 1"],
      first: true,
    },
    {
      what: "an editor's lock does, too",
      host,
      subject: "podder",
      changes: withQuadlets(
        { ".#web.container": "", "web.container": startedContainer },
        {
          complaints: [
            `error loading "${quadletFolder}/.#web.container", open ${quadletFolder}/.#web.container: no such file or directory`,
          ],
        },
      ),
      status: "fail",
      because: "(no such file or directory)",
    },
    {
      what: "alone in its folder it takes nothing but itself",
      host,
      subject: "web.container",
      changes: withQuadlets(
        { "web.container": `see: http://x\n${startedContainer}` },
        { complaints: [stray("web.container")] },
      ),
      status: "fail",
      summary: "The generator cannot read web.container",
    },
    {
      what: "another folder is not touched",
      host,
      subject: "draft.container",
      changes: withQuadlets(
        { "web.container": startedContainer, [`${quadletFolder}/old/draft.container`]: "see: http://x\n" },
        {
          complaints: [stray("old/draft.container")],
          units: { "web.service": unitOf("web.container", "[Install]\nWantedBy=default.target") },
        },
      ),
      status: "warn",
      summary: "The generator cannot read draft.container",
    },
    {
      what: "before podman 4.7 only the file itself is lost",
      host,
      subject: "draft.container",
      changes: {
        ...withQuadlets(
          { "draft.container": "see: http://x\n", "web.container": startedContainer },
          {
            complaints: [stray("draft.container")],
            units: { "web.service": unitOf("web.container", "[Install]\nWantedBy=default.target") },
          },
        ),
        commands: { "podman-user-generator -version": { stdout: "4.6.1\n" } },
      },
      status: "warn",
      summary: "The generator cannot read draft.container",
    },
    {
      what: "a drop-in that cannot be read costs no unit",
      host,
      subject: "podder",
      changes: withQuadlets(
        { "web.container": startedContainer },
        {
          complaints: [stray("web.container.d/1.conf")],
          units: { "web.service": unitOf("web.container", "[Install]\nWantedBy=default.target") },
        },
      ),
      status: "pass",
    },
    {
      what: "a generator that crashes: podman 5.4.2 at a mount without a source",
      host,
      subject: "podder",
      changes: withQuadlets(
        {
          "web.container": `[Container]\nImage=localhost/app:1\nMount=type=image,destination=/x\n${startedContainer}`,
          "web.pod": "[Pod]\n",
        },
        { complaints: ["panic: runtime error: index out of range [0] with length 0", "", "goroutine 1 [running]:"] },
      ),
      status: "fail",
      because: "makes no unit of web.container, web.pod",
      evidence: [`${quadletFolder}/web.container:3: Mount=type=image,destination=/x`],
    },
  ],
});
