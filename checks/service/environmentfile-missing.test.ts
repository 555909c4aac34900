import { absent, denied, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const unit = "/home/podder/.config/systemd/user/pod.service";
const having = (value: string, status: object) => ({
  files: { [unit]: (text: string) => text.replace("[Service]\n", `[Service]\nEnvironmentFile=${value}\n`) },
  stats: { "/srv/pod.env": status as typeof absent },
});

testCheck("environmentfile-missing", {
  finds: [
    {
      host: "environment-file-missing",
      status: "fail",
      subject: "pod.service",
      because: "its EnvironmentFile=/home/podder/pod.env does not exist, and systemd then does not start it",
      evidence: ["EnvironmentFile=%h/pod.env", "/home/podder/pod.env: does not exist", "Result=resources"],
      fix: ["user: Put the file at /home/podder/pod.env, or write EnvironmentFile=-/home/podder/pod.env"],
      first: true,
    },
    { host: "optional-environment-file", status: "pass", subject: "pod.service" },
    { host: "seed", status: "not-applicable" },
  ],
  altered: [
    {
      what: "the file is another's, and only for the owner",
      changes: having("/srv/pod.env", { uid: 0, gid: 0, mode: 0o600 }),
      status: "fail",
      summary: "may not be read by podder",
    },
    {
      what: "the file is another's, and for everybody",
      changes: having("/srv/pod.env", { uid: 0, gid: 0, mode: 0o644 }),
      status: "pass",
    },
    { what: "the folder may not be entered", changes: having("/srv/pod.env", denied("/srv")), status: "fail" },
    { what: "it may be missing, and is", changes: having("-/srv/pod.env", absent), status: "pass" },
    {
      what: "it could not be looked at",
      changes: having("/srv/pod.env", timedOut("/srv/pod.env")),
      status: "unknown",
      summary: "could not be looked at",
    },
  ],
});
