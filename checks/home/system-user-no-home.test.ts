import { absent, denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/cache-of-roots";
const unit = "/etc/systemd/user/pod.service";

testCheck("system-user-no-home", {
  finds: [
    {
      host: "home-missing",
      status: "fail",
      subject: "podder",
      because: "podder's home /home/podder does not exist",
      evidence: ["/home/podder: does not exist"],
      fix: ["root: install -d -m 700 -o podder"],
      first: true,
    },
    { host: "home-noauto", status: "pass" },
  ],
  quietOn: ["cache-of-roots", "home-on-its-own-mount"],
  altered: [
    {
      what: "a file in its place",
      host,
      changes: { stats: { "/home/podder": { kind: "file" } } },
      status: "fail",
      because: "is no folder",
    },
    {
      what: "nobody may look",
      host,
      changes: { stats: { "/home/podder": denied("/home/podder") } },
      status: "unknown",
    },
    {
      what: "its units have a home of their own",
      host: "trixie/home-missing",
      changes: {
        files: { [unit]: (text: string) => text.replace("[Service]", "[Service]\nEnvironment=HOME=/srv/pods") },
      },
      status: "advice",
    },
    { what: "gone since it was looked at", host, changes: { stats: { "/home/podder": absent } }, status: "fail" },
  ],
});
