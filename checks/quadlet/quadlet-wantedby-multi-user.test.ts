import { testCheck } from "../../src/testing/check-test.ts";
import { quadletFolder, unitOf, withQuadlets } from "../../src/testing/quadlets.ts";

const host = "trixie/quadlet-pod";
const wantedBy = (target: string) =>
  withQuadlets(
    { "db.container": `[Container]\nImage=localhost/app:1\n\n[Install]\nWantedBy=${target}\n` },
    { units: { "db.service": unitOf("db.container", `[Install]\nWantedBy=${target}`) } },
  );

testCheck("quadlet-wantedby-multi-user", {
  finds: [
    {
      host: "quadlet-wantedby-multi-user",
      status: "fail",
      subject: "web-pod.service",
      because: "wanted by multi-user.target, which exists only in the system manager",
      first: true,
    },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "a target that a user manager does not have",
      host,
      subject: "db.service",
      changes: wantedBy("multi-user.target"),
      status: "fail",
      because: "multi-user.target, which exists only in the system manager",
      evidence: [`${quadletFolder}/db.container:5: WantedBy=multi-user.target`],
      fix: ["user: In /home/podder/.config/containers/systemd/db.container, line 5, write WantedBy=default.target"],
      first: true,
    },
    {
      what: "a target that a user manager has and the boot does not come to",
      host,
      subject: "db.service",
      changes: wantedBy("exit.target"),
      status: "fail",
      because: "exit.target only, and default.target does not come to that",
    },
    { what: "default.target", host, subject: "db.service", changes: wantedBy("default.target"), status: "pass" },
    {
      what: "both",
      host,
      subject: "db.service",
      changes: wantedBy("multi-user.target default.target"),
      status: "pass",
    },
    {
      what: "none",
      host,
      subject: "db.container",
      changes: withQuadlets({ "db.container": "[Container]\n" }, { units: { "db.service": unitOf("db.container") } }),
      status: "not-applicable",
    },
  ],
});
