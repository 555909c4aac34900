import { absent, denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/var/lib/systemd/linger";

testCheck("linger-wrong-user", {
  finds: [
    {
      host: "linger-for-other",
      view: "root",
      status: "fail",
      subject: "podder",
      because: "lingering was turned on for other, who has no units, and not for podder",
      evidence: [`${folder}/podder: does not exist`, `${folder}/other: exists, but that user has no units`],
      fix: ["root: loginctl enable-linger podder"],
      first: true,
    },
    { host: "linger-for-other", view: "user", status: "advice", summary: "not for podder" },
    { host: "linger-off", status: "not-applicable" },
  ],
  quietOn: ["seed", "linger-off"],
  altered: [
    {
      what: "the other user has units of its own, and is no mistake",
      host: "trixie/linger-for-other",
      changes: { lists: { "/home/other/.config/systemd/user": ["own.service"] } },
      status: "advice",
    },
    {
      what: "the other user has quadlets of its own",
      host: "trixie/linger-for-other",
      changes: { lists: { "/home/other/.config/containers/systemd": ["own.container"] } },
      status: "advice",
    },
    {
      what: "the other user's home may not be looked into",
      host: "trixie/linger-for-other",
      changes: { lists: { "/home/other/.config/systemd/user": denied("/home/other") } },
      status: "advice",
    },
    {
      what: "nobody lingers at all: the folder is not there",
      host: "trixie/linger-off",
      changes: { lists: { [folder]: absent } },
      status: "not-applicable",
    },
    {
      what: "who of the others exists could not be asked",
      host: "trixie/linger-for-other",
      changes: {
        commands: { "getent passwd -- other": { outcome: "unanswered", reason: "timeout", detail: "getent hangs" } },
      },
      status: "unknown",
      summary: "getent hangs",
    },
  ],
});
