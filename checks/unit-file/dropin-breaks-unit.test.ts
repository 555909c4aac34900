import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/home/podder/.config/systemd/user";
const dropIn = (text: string, more: object = {}) => ({
  lists: {
    [folder]: [{ name: "pod.service.d", kind: "directory" as const }],
    [`${folder}/pod.service.d`]: ["override.conf"],
  },
  files: { [`${folder}/pod.service.d/override.conf`]: text, ...more },
  shown: { "pod.service": { LoadState: "bad-setting", ActiveState: "inactive" } },
});

testCheck("dropin-breaks-unit", {
  finds: [
    {
      host: "dropin-second-execstart",
      status: "fail",
      subject: "pod.service",
      because: `its drop-in ${folder}/pod.service.d/override.conf makes systemd refuse it (Service has more than one ExecStart=`,
      evidence: ["override.conf:2: ExecStart=", "LoadState=bad-setting"],
      fix: ["user: In ", "write an empty ExecStart= before line 2"],
      first: true,
    },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed", "generated-units"],
  altered: [
    {
      what: "a second ExecStart=",
      changes: dropIn("[Service]\nExecStart=/usr/bin/podman pod start db\n"),
      status: "fail",
    },
    {
      what: "a restart that a oneshot may not have",
      changes: dropIn("[Service]\nType=oneshot\nRestart=always\n"),
      status: "fail",
      because: "Restart= set to either always or on-success",
    },
    {
      what: "the one before is taken back",
      changes: dropIn("[Service]\nExecStart=\nExecStart=/usr/bin/podman pod start db\n"),
      status: "pass",
    },
    { what: "a setting that harms nothing", changes: dropIn("[Service]\nTimeoutStartSec=900\n"), status: "pass" },
    {
      what: "a unit that has two without it",
      changes: dropIn("[Service]\nTimeoutStartSec=900\n", {
        [`${folder}/pod.service`]: (text: string) => text.replace("ExecStop=", "ExecStart="),
      }),
      status: "pass",
    },
  ],
});
