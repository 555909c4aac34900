import { testCheck } from "../../src/testing/check-test.ts";

const home = "/home/podder";
const right = `${home}/.config/systemd/user`;
const podman = "[Service]\nExecStart=/usr/bin/podman pod start web\n";

function stray(folder: string, name: string, text = podman) {
  return { lists: { [folder]: [name] }, files: { [`${folder}/${name}`]: text } };
}

testCheck("unit-in-wrong-directory", {
  finds: [
    ...[
      { host: "systmd-typo", folder: `${home}/.config/systmd/user` },
      { host: "unit-in-config-systemd", folder: `${home}/.config/systemd` },
      { host: "service-among-quadlets", folder: `${home}/.config/containers/systemd` },
    ].map(({ host, folder }) => ({
      host,
      status: "fail" as const,
      subject: "pod.service",
      because: `its unit lies in ${folder}, where the user manager does not look; the folder is ${right}`,
      evidence: [`${folder}/pod.service: a unit that runs podman`, `${right}/pod.service: does not exist`],
      fix: [
        `user: mv -- ${folder}/pod.service ${right}/pod.service`,
        "user: systemctl --user daemon-reload",
        "user: systemctl --user enable pod.service",
      ],
      first: true,
    })),
  ],
  quietOn: ["seed", "quadlet-pod", "suffix-txt"],
  altered: [
    {
      what: "a stray beside a pod that is in order only warns",
      changes: stray(`${home}/.config/systmd/user`, "old.service"),
      status: "warn",
      subject: "old.service",
    },
    {
      what: "a stray that runs no podman is none of ours",
      changes: stray(`${home}/.config/systmd/user`, "old.service", "[Service]\nExecStart=/bin/true\n"),
      status: "pass",
    },
    {
      what: "a quadlet in the quadlets' folder is where it belongs",
      changes: stray(`${home}/.config/containers/systemd`, "web.container", "[Container]\nImage=podman\n"),
      status: "pass",
    },
    {
      what: "a name that a shell would take apart is quoted in what is to be pasted",
      changes: stray(`${home}/.systemd/user`, "db\\x2dweb.service"),
      status: "warn",
      subject: "db\\x2dweb.service",
      fix: [`user: mv -- '${home}/.systemd/user/db\\x2dweb.service' '${right}/db\\x2dweb.service'`],
    },
    {
      what: "a name that systemd would not take there either is mended with the place",
      changes: stray(`${home}/.systemd/user`, "it's a pod.service"),
      status: "warn",
      subject: "it-s-a-pod.service",
      fix: [`user: mv -- '${home}/.systemd/user/it'\\''s a pod.service' ${right}/it-s-a-pod.service`],
    },
  ],
});
