import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const host = "trixie/quadlet-pod";
const subject = "web.container";
const refused = (reason: string, line: string, more: Readonly<Record<string, string>> = {}) =>
  withQuadlets(
    { [subject]: `[Container]\nImage=localhost/app:1\n${line}\n\n[Install]\nWantedBy=default.target\n`, ...more },
    {
      complaints: [`converting "${subject}": ${reason}`],
      units: Object.fromEntries(
        Object.keys(more).map((name) => [name.replace(/\.(\w+)$/, "-$1.service"), unitOf(name)]),
      ),
    },
  );

testCheck("quadlet-bad-reference", {
  finds: [
    {
      host: "quadlet-pod-misspelt",
      status: "fail",
      subject: "web.container",
      because: "wbe.pod, which it names, does not exist",
      first: true,
    },
    {
      host: "quadlet-network-missing",
      status: "fail",
      subject: "web.pod",
      because: "front.network, which it names, does not exist",
      first: true,
    },
    { host: "quadlet-behind-symlinks", subject: "web.container", status: "pass" },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "a pod whose name is misspelt",
      host,
      subject,
      changes: refused("quadlet pod unit wbe.pod does not exist", "Pod=wbe.pod", { "web.pod": "[Pod]\n" }),
      status: "fail",
      because: "wbe.pod, which it names, does not exist",
      evidence: [`${quadletFolder}/web.container:3: Pod=wbe.pod`],
      fix: ["user: Write web.pod in /home/podder/.config/containers/systemd/web.container, line 3"],
      first: true,
    },
    {
      what: "a pod without its suffix",
      host,
      subject,
      changes: refused("pod web is not Quadlet based", "Pod=web", { "web.pod": "[Pod]\n" }),
      status: "fail",
      because: "Pod=web is no quadlet's name, which ends in .pod",
      fix: ["user: Write web.pod"],
    },
    {
      what: "a network that is nowhere",
      host,
      subject,
      changes: refused("requested Quadlet unit front.network was not found", "Network=front.network"),
      status: "fail",
      fix: ["user: Put front.network into /home/podder/.config/containers/systemd"],
    },
    {
      what: "a volume that lies in a folder that is not searched",
      host,
      subject,
      changes: {
        ...refused("requested Quadlet source data.volume was not found", "Volume=data.volume:/data"),
        lists: { "/home/podder/.config/systemd/user": ["data.volume"], [quadletFolder]: [subject] },
        files: {
          "/home/podder/.config/systemd/user/data.volume": "[Volume]\n",
          [`${quadletFolder}/${subject}`]:
            "[Container]\nVolume=data.volume:/data\n[Install]\nWantedBy=default.target\n",
        },
      },
      status: "fail",
      because: "lies in /home/podder/.config/systemd/user/data.volume, where the generator does not look",
    },
    {
      what: "a network that is refused itself",
      host,
      subject,
      changes: refused("cannot get the resource name of front.network", "Network=front.network"),
      status: "fail",
      because: "front.network, which it names, is refused itself",
    },
    {
      what: "podman's own network is no quadlet",
      host,
      subject,
      changes: withQuadlets(
        { [subject]: "[Container]\nNetwork=front\nVolume=data:/data\n" },
        { units: { "web.service": unitOf(subject) } },
      ),
      status: "pass",
    },
  ],
});
