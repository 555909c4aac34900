import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const saying = (line: string) => ({ files: { [unit]: (text: string) => text.replace("[Unit]", `[Unit]\n${line}`) } });

testCheck("after-network-online-in-user-unit", {
  finds: [
    { host: "after-network-online", status: "advice", evidence: ["Wants=network-online.target"] },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "ordered after a target that only the system has",
      changes: saying("After=network-online.target"),
      status: "advice",
      summary: "After=network-online.target has no effect",
      evidence: [`${unit}:2: After=network-online.target`],
    },
    {
      what: "among others",
      changes: saying("Wants=dbus.socket network-online.target"),
      status: "advice",
      evidence: ["Wants=dbus.socket network-online.target"],
    },
    { what: "another target", changes: saying("After=network.target"), status: "not-applicable" },
    {
      what: "an account with such a target of its own",
      changes: {
        ...saying("After=network-online.target"),
        lists: { "/home/podder/.config/systemd/user": ["network-online.target"] },
        files: {
          ...saying("After=network-online.target").files,
          "/home/podder/.config/systemd/user/network-online.target": "[Unit]\nDescription=x\n",
        },
      },
      status: "pass",
    },
  ],
});
