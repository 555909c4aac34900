import { absent, denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const file = (line: string, status: object) => ({
  files: { [unit]: (text: string) => text.replace("Type=", `EnvironmentFile=${line}\nType=`) },
  stats: { "/srv/pod.env": status },
});

testCheck("environmentfile-missing", {
  finds: [
    {
      host: "environment-file-missing",
      status: "fail",
      subject: "pod.service",
      because: "its EnvironmentFile=/home/podder/pod.env does not exist, and systemd then does not start it",
      evidence: ["EnvironmentFile=%h/pod.env", "/home/podder/pod.env: does not exist"],
      fix: ["user: Put the file at /home/podder/pod.env, or write EnvironmentFile=-/home/podder/pod.env"],
      first: true,
    },
    { host: "seed", status: "not-applicable" },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "a pattern is not judged",
      changes: {
        files: { [unit]: (text: string) => text.replace("[Service]\n", "[Service]\nEnvironmentFile=/srv/*.env\n") },
      },
      status: "pass",
    },
    { what: "a file that is there", changes: file("/srv/pod.env", { mode: 0o600 }), status: "pass" },
    {
      what: "a file of root's alone",
      changes: file("/srv/pod.env", { uid: 0, gid: 0, mode: 0o600 }),
      status: "fail",
      because: "may not be read by podder",
    },
    {
      what: "a file of the account's group",
      changes: file("/srv/pod.env", { uid: 0, gid: 1001, mode: 0o640 }),
      status: "pass",
    },
    { what: "a file in a closed folder", changes: file("/srv/pod.env", denied("/srv")), status: "fail" },
    { what: "a file that may be missing", changes: file("-/srv/pod.env", absent), status: "pass" },
    { what: "a file that did not answer", changes: file("/srv/pod.env", timedOut("/srv/pod.env")), status: "unknown" },
    {
      what: "what was said before is taken back",
      changes: file("/srv/pod.env\nEnvironmentFile=", absent),
      status: "not-applicable",
    },
  ],
});
