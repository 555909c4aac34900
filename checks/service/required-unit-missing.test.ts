import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const having = (line: string) => ({
  files: { [unit]: (text: string) => text.replace("[Unit]\n", `[Unit]\n${line}\n`) },
});
const version = (number: number) => ({ "systemctl --version": { stdout: `systemd ${number} (${number}.1-1)\n` } });
const down = { "pod.service": { ActiveState: "inactive", SubState: "dead" } };

testCheck("required-unit-missing", {
  finds: [
    {
      host: "requires-docker",
      status: "fail",
      subject: "pod.service",
      because: "it requires docker.service, which does not exist for a user manager",
      evidence: ["Requires=docker.service", "no docker.service in the folders that a user manager searches"],
      fix: ["user: In ", "write Wants= in place of Requires="],
      first: true,
    },
    {
      host: "requires-docker-on-252",
      status: "advice",
      subject: "pod.service",
      summary: "the boot starts this one all the same",
    },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["wants-missing-units", "requires-dbus-socket"],
  altered: [
    {
      what: "a release between those that were booted",
      host: "trixie/requires-docker",
      changes: { commands: version(255) },
      status: "warn",
    },
    {
      what: "bound to a unit that does not exist",
      changes: { ...having("BindsTo=vpn.service"), shown: down },
      status: "fail",
      because: "it is bound to vpn.service",
    },
    { what: "it runs all the same", changes: having("Requires=docker.service"), status: "advice" },
    { what: "mounts and slices need no file", changes: having("Requires=srv-data.mount pods.slice"), status: "pass" },
  ],
});
