import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const version = (number: number) => ({
  "systemctl --version": { stdout: `systemd ${number} (${number}.1)\n+PAM\n` },
});
const setting = (line: string) => ({ [unit]: (text: string) => text.replace("Type=", `${line}\nType=`) });
const failed = { "pod.service": { ActiveState: "failed", Result: "exit-code", ExecMainStatus: "0" } };

testCheck("user-directive-in-user-unit", {
  finds: [
    {
      host: "user-other",
      status: "fail",
      subject: "pod.service",
      because: "its unit has User=other, and a user manager can run things only as its own user",
      evidence: [`${unit}:7: User=other`],
      fix: [`user: Remove User= from ${unit}, line 7`],
      first: true,
    },
    {
      host: "bookworm/user-own-name-on-252",
      status: "fail",
      subject: "pod.service",
      because:
        "its unit has User=podder, which systemd 252 refuses in a user unit although it names the account itself",
      first: true,
    },
    { host: "trixie/user-own-name-on-257", status: "advice", subject: "pod.service", first: false },
    { host: "group-own-name", status: "advice", subject: "pod.service" },
  ],
  quietOn: ["seed", "quadlet-pod"],
  altered: [
    ...[253, 254, 255, 256].map((number) => ({
      what: `its own name on systemd ${number}, which was not booted, while the unit is down: a risk, and no certainty`,
      changes: { commands: version(number), files: setting("User=podder"), shown: failed },
      status: "warn" as const,
    })),
    {
      what: "its own name on systemd 255, while the unit runs",
      changes: { commands: version(255), files: setting("User=podder") },
      status: "advice",
    },
    {
      what: "its own name on systemd 255, and systemd refused it (217)",
      changes: {
        commands: version(255),
        files: setting("User=podder"),
        shown: { "pod.service": { ...failed["pod.service"], ExecMainStatus: "217" } },
      },
      status: "fail",
    },
    {
      what: "its own name on systemd 252",
      changes: { commands: version(252), files: setting("User=podder"), shown: failed },
      status: "fail",
    },
    {
      what: "its own name on systemd 258",
      changes: { commands: version(258), files: setting("User=podder"), shown: failed },
      status: "advice",
    },
    { what: "its own uid", changes: { files: setting("User=1001") }, status: "advice" },
    { what: "%u is itself", changes: { files: setting("User=%u") }, status: "advice" },
    { what: "another group", changes: { files: setting("Group=docker") }, status: "fail", because: "Group=docker" },
    {
      what: "its own name and another group",
      changes: { files: setting("User=podder\nGroup=docker") },
      status: "fail",
    },
    { what: "an assignment that was taken back", changes: { files: setting("User=other\nUser=") }, status: "pass" },
    { what: "root", changes: { files: setting("User=root") }, status: "fail" },
    {
      what: "systemd's version is not known, and the unit is down",
      changes: {
        commands: { "systemctl --version": { outcome: "unanswered", reason: "timeout", detail: "hangs" } },
        files: setting("User=podder"),
        shown: failed,
      },
      status: "warn",
    },
  ],
});
