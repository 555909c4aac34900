import { absent } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const dangling = (name: string) => ({
  lists: { [folder]: [{ name, kind: "symlink" as const }] },
  stats: { [`${folder}/${name}`]: { kind: "symlink" as const, target: "/mnt/units/x.service" } },
  files: { [`${folder}/${name}`]: absent },
});

testCheck("unit-dangling-symlink", {
  finds: [
    {
      host: "unit-links-nowhere",
      status: "fail",
      subject: "pod.service",
      because: "its unit file is a link to /srv/pods/pod.service, which does not exist",
      evidence: [`${folder}/pod.service: -> /srv/pods/pod.service`, `${folder}/pod.service: nothing is there`],
      fix: [`user: Put the unit file itself at ${folder}/pod.service`],
      first: true,
    },
  ],
  quietOn: ["seed", "unit-masked", "leftover-enable-link", "quadlet-pod"],
  altered: [
    {
      what: "beside a pod that runs it can only be said that it will not start",
      changes: dangling("x.service"),
      status: "warn",
      subject: "x.service",
    },
    {
      what: "a link that the account may not follow is not one to nowhere",
      host: "trixie/unit-linked-from-elsewhere",
      changes: {
        files: { [`${folder}/pod.service`]: { outcome: "unanswered", reason: "denied", detail: "permission denied" } },
      },
      status: "pass",
    },
  ],
});
