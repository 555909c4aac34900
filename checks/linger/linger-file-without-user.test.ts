import { testCheck } from "../../src/testing/check-test.ts";

const folder = "/var/lib/systemd/linger";

/** podder does not linger; files of these names lie there. */
function lingering(...names: readonly string[]) {
  const known = { exit: 2, stdout: "", stderr: "" };
  return {
    host: "trixie/linger-other-case",
    changes: {
      gone: [`${folder}/Podder`],
      lists: {
        [folder]: { outcome: "listed" as const, entries: names.map((name) => ({ name, kind: "file" as const })) },
      },
      commands: { "getent passwd -- Podder": known },
    },
  };
}

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
      what: "a removed user's file while podder does not linger: a leftover, and not the reason",
      ...lingering("Podder"),
      changes: {
        ...lingering().changes,
        lists: { [folder]: { outcome: "listed", entries: [{ name: "Podder", kind: "file" }] } },
        commands: { "getent passwd -- Podder": { exit: 0, stdout: "Podder:x:1005:1005::/home/Podder:/bin/sh\n" } },
      },
      status: "pass",
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
