import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const podman = "[Service]\nExecStart=/usr/bin/podman pod start web\n";
const beside = (name: string, text = podman) => ({
  lists: { [folder]: [name] },
  files: { [`${folder}/${name}`]: text },
});

testCheck("unit-wrong-suffix-or-name", {
  finds: [
    ...[
      { host: "suffix-txt", name: "pod.service.txt" },
      { host: "suffix-servce", name: "pod.servce" },
    ].map(({ host, name }) => ({
      host,
      status: "fail" as const,
      subject: "pod.service",
      because: `its unit is called "${name}", which systemd does not take for a unit; pod.service was meant`,
      evidence: [`${folder}/${name}: a unit that runs podman`],
      fix: [`user: mv -- ${folder}/${name} ${folder}/pod.service`, "user: systemctl --user enable pod.service"],
      first: true,
    })),
    {
      host: "folder-called-service",
      status: "fail",
      subject: "pod.service",
      because: `${folder}/pod.service is a folder`,
      evidence: [`${folder}/pod.service: directory`],
      first: true,
    },
  ],
  quietOn: ["seed", "quadlet-pod", "unit-links-nowhere"],
  altered: [
    ...[
      { name: "db.servcie", meant: "db.service" },
      { name: "db.Service", meant: "db.service" },
      { name: "db", meant: "db.service" },
      { name: "my db.service", meant: "my-db.service" },
      { name: "db.service.txt", meant: "db.service" },
      { name: "new\nline.service", meant: "new-line.service" },
    ].map(({ name, meant }) => ({
      what: `${JSON.stringify(name)} beside a pod that is in order only warns; ${meant} was meant`,
      changes: beside(name),
      status: "warn" as const,
      subject: meant,
    })),
    {
      what: "a name with a blank is quoted in what is to be pasted",
      changes: beside("my db.service"),
      status: "warn",
      subject: "my-db.service",
      fix: [`user: mv -- '${folder}/my db.service' ${folder}/my-db.service`],
    },
    ...["pod.service~", "pod.service.bak", ".pod.service.swp", "notes.md", "compose.yaml", "db.timer"].map((name) => ({
      what: `${name} is nobody's unit`,
      changes: beside(name),
      status: "pass" as const,
    })),
    {
      what: "a misnamed file that runs no podman",
      changes: beside("db.servcie", "[Service]\nExecStart=/bin/true\n"),
      status: "pass",
    },
    {
      what: "a folder of drop-ins is no folder in a unit's place",
      changes: { lists: { [folder]: [{ name: "pod.service.d", kind: "directory" }], [`${folder}/pod.service.d`]: [] } },
      status: "pass",
    },
  ],
});
