import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const requiring = (line: string) => ({ [unit]: (text: string) => text.replace("Wants=", `${line}\nWants=`) });
const version = (number: number) => ({ "systemctl --version": { stdout: `systemd ${number} (${number}.1)\n` } });
const down = { "pod.service": { ActiveState: "inactive" } };

testCheck("required-unit-missing", {
  finds: [
    {
      host: "requires-docker",
      status: "fail",
      subject: "pod.service",
      because: "it requires docker.service, which does not exist for a user manager",
      evidence: [`${unit}:3: Requires=docker.service`],
      fix: [`user: In ${unit}, write Wants= in place of Requires=, or install docker.service for users.`],
      first: true,
    },
    { host: "requires-docker-on-252", status: "advice", subject: "pod.service" },
    { host: "seed", status: "not-applicable" },
    { host: "unit-masked", status: "blocked", blockedBy: ["unit-masked-or-empty"] },
  ],
  quietOn: ["seed", "requires-dbus-socket"],
  altered: [
    ...[253, 255, 256].map((number) => ({
      what: `on systemd ${number}, which was not booted, while the unit is down`,
      changes: { commands: version(number), files: requiring("Requires=docker.service"), shown: down },
      status: "warn" as const,
    })),
    {
      what: "while the unit runs all the same",
      changes: { files: requiring("Requires=docker.service") },
      status: "advice",
    },
    {
      what: "BindsTo= is no less",
      changes: { files: requiring("BindsTo=docker.service"), shown: down },
      status: "fail",
      because: "it is bound to docker.service",
    },
    {
      what: "a mount has no file",
      changes: { files: requiring("Requires=home-podder-data.mount"), shown: down },
      status: "pass",
    },
    {
      what: "a target that users have",
      changes: { files: requiring("Requires=default.target"), shown: down },
      status: "pass",
    },
    {
      what: "a target that only the system has",
      changes: { files: requiring("Requires=network-online.target"), shown: down },
      status: "fail",
    },
  ],
});
