import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const units = "/home/podder/.config/systemd/user";
const container = "[Container]\nImage=localhost/app:1\n";
const lying = (folder: string, name: string, text = container) => ({
  lists: { [folder]: [name] },
  files: { [`${folder}/${name}`]: text },
});

testCheck("quadlet-wrong-directory", {
  finds: [
    {
      host: "quadlet-among-units",
      status: "fail",
      subject: "web.pod",
      because: "its quadlet lies in /home/podder/.config/systemd/user",
      first: true,
    },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "among the units, beside a unit that starts",
      subject: "web.container",
      changes: lying(units, "web.container"),
      status: "warn",
      because: `its quadlet lies in ${units}, where podman's generator does not look`,
      evidence: [`${units}/web.container: a .container quadlet`],
      fix: [`user: mv -- ${units}/web.container ${quadletFolder}/web.container`],
    },
    {
      what: "in the folder above the right one, and nothing else is there",
      host: "trixie/no-unit-dir",
      subject: "web.container",
      changes: lying("/home/podder/.config/containers", "web.container"),
      status: "fail",
      first: true,
    },
    {
      what: "in a folder of root's",
      host: "trixie/no-unit-dir",
      subject: "web.pod",
      changes: lying("/etc/containers/systemd/user", "web.pod", "[Pod]\n"),
      status: "fail",
      fix: ["root: mv -- /etc/containers/systemd/user/web.pod /etc/containers/systemd/users/1001/"],
    },
    {
      what: "a volume alone keeps no pod from starting",
      host: "trixie/no-unit-dir",
      subject: "data.volume",
      changes: lying(units, "data.volume", "[Volume]\n"),
      status: "warn",
    },
    {
      what: "a copy of one that is in place",
      host: "trixie/quadlet-pod",
      subject: "podder",
      changes: {
        ...withQuadlets({ "web.container": container }, { units: { "web.service": unitOf("web.container") } }),
        lists: { [quadletFolder]: ["web.container"], [units]: ["web.container"] },
      },
      status: "pass",
    },
    {
      what: "another program's file of that suffix",
      subject: "podder",
      changes: lying("/home/podder/.config/containers", "eth0.network", "[Match]\nName=eth0\n[Network]\nDHCP=yes\n"),
      status: "pass",
    },
    {
      what: "a file without the section of its suffix",
      subject: "podder",
      changes: lying(units, "notes.image", "nothing\n"),
      status: "pass",
    },
  ],
});
