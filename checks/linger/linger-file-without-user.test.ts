import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/var/lib/systemd/linger";

testCheck("linger-file-without-user", {
  finds: [
    {
      host: "linger-other-case",
      status: "fail",
      subject: "podder",
      because: 'turned on for "Podder", which is no user of this host, and not for podder',
      evidence: [`${folder}/Podder: getent passwd knows no Podder`],
      fix: ["root: loginctl enable-linger podder", `root: rm -- ${folder}/Podder`],
      first: true,
    },
    {
      host: "others-linger",
      status: "advice",
      subject: "host",
      summary: "ghost",
      fix: [`root: rm -- ${folder}/ghost`],
    },
    { host: "linger-off", status: "not-applicable" },
  ],
  altered: [
    {
      what: "Podder is a user of its own",
      host: "trixie/linger-other-case",
      changes: {
        commands: { "getent passwd -- Podder": { exit: 0, stdout: "Podder:x:1005:1005::/srv/Podder:/bin/sh\n" } },
        lists: { "/srv/Podder/.config/systemd/user": ["a.service"], "/srv/Podder/.config/containers/systemd": [] },
      },
      status: "pass",
    },
    ...[
      { name: "CORP\\x5cpodder", meant: "CORP\\podder" },
      { name: "podder@corp.example", meant: "podder@corp.example" },
    ].map(({ name, meant }) => ({
      what: `${meant} is podder with a domain`,
      host: "trixie/linger-other-case",
      changes: {
        lists: { [folder]: { outcome: "listed" as const, entries: [{ name, kind: "file" as const }] } },
        answers: { [`getent passwd -- ${meant}`]: { exit: 2 } },
      },
      status: "fail" as const,
      because: `turned on for "${meant}"`,
      fix: [`root: rm -- `],
    })),
    {
      what: "a removed user of another name is a leftover, whoever lingers",
      host: "trixie/linger-other-case",
      changes: {
        lists: { [folder]: { outcome: "listed", entries: [{ name: "ghost", kind: "file" }] } },
        answers: { "getent passwd -- ghost": { exit: 2 } },
      },
      status: "advice",
      summary: "ghost",
    },
    {
      what: "podder itself lingers, so another form of its name is only a leftover",
      host: "trixie/linger-other-case",
      changes: { stats: { [`${folder}/podder`]: { kind: "file" } } },
      status: "advice",
    },
    {
      what: "getent could not be asked",
      host: "trixie/linger-other-case",
      changes: {
        commands: { "getent passwd -- Podder": { outcome: "unanswered", reason: "timeout", detail: "sssd hangs" } },
      },
      status: "unknown",
      summary: "sssd hangs",
    },
  ],
});
