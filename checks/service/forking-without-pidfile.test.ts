import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const setting = (lines: string) => ({ files: { [unit]: (text: string) => text.replace("Type=", `${lines}\nType=`) } });

testCheck("forking-without-pidfile", {
  finds: [
    {
      host: "forking-with-restart",
      status: "advice",
      subject: "pod.service",
      summary: "Restart=on-failure has no effect",
      evidence: ["Type=forking", "PIDFile="],
      fix: ["user: Create the pod with --infra-conmon-pidfile"],
      first: false,
    },
    { host: "seed", status: "pass", subject: "pod.service" },
    { host: "oneshot-pod-start", status: "not-applicable", summary: "oneshot" },
    { host: "unit-masked", status: "blocked", blockedBy: ["unit-masked-or-empty"] },
  ],
  quietOn: ["seed"],
  altered: [
    { what: "Restart=always with a PIDFile=", changes: setting("Restart=always\nPIDFile=%t/web.pid"), status: "pass" },
    { what: "Restart=always without", changes: setting("Restart=always"), status: "advice" },
    { what: "Restart=no without", changes: setting("Restart=no"), status: "pass" },
    {
      what: "a Restart= of nothing takes nothing back: systemd cannot read it",
      changes: setting("Restart=always\nRestart="),
      status: "advice",
    },
  ],
});
