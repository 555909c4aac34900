import { absent, denied, notRecorded, timedOut } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const healthy = "trixie/subordinate-ids-by-number";
const broken = "trixie/no-subordinate-ids";
const sssd = { files: { "/etc/nsswitch.conf": "passwd: files sss\nsubid: sss\n" } };

testCheck("subuid-missing", {
  finds: [
    {
      host: "no-subordinate-ids",
      status: "fail",
      subject: "podder",
      because: "podder has no subordinate user ids, so podman maps one id only",
      evidence: ["/etc/subuid: no line for podder or 1001", "mount `devpts` to `dev/pts`: Invalid argument"],
      fix: ["root: usermod --add-subuids 165536-231071 podder", "user: podman system migrate"],
      first: true,
    },
    {
      host: "quadlet-without-subordinate-ids",
      status: "advice",
      evidence: ["the containers that run now have one id"],
    },
    { host: "no-subordinate-gids", status: "pass" },
    { host: "subordinate-ids-by-number", status: "pass", evidence: ["65536 from 165536 on"] },
  ],
  quietOn: ["no-subordinate-gids", "newuidmap-not-installed"],
  altered: [
    {
      what: "as an older crun writes it (podman 3.0)",
      host: "trixie/no-subordinate-ids",
      changes: {
        commands: {
          journalctl: ({ stdout }: { stdout: string }) => ({ stdout: stdout.replaceAll("`dev/pts`", "'/dev/pts'") }),
        },
      },
      status: "fail",
    },
    {
      what: "the containers run, and nobody could look by how many ids",
      host: "trixie/quadlet-without-subordinate-ids",
      changes: { commands: { "ps -ww": timedOut("ps") } },
      status: "unknown",
    },
    {
      what: "another unit failed, and nothing says that it was for this",
      host: broken,
      changes: { shown: { "pod.service": { ActiveState: "inactive" } } },
      status: "warn",
    },
    {
      what: "the file does not exist",
      host: broken,
      changes: { files: { "/etc/subuid": absent } },
      status: "fail",
      fix: ["usermod --add-subuids"],
    },
    {
      what: "a line of another account, a comment, and one without numbers",
      host: broken,
      changes: { files: { "/etc/subuid": "other:1:1\n# podder:9:9\npodder:x:1\n" } },
      status: "fail",
    },
    {
      what: "a line with carriage returns",
      host: healthy,
      changes: { files: { "/etc/subuid": "podder:5:5\r\n" } },
      status: "pass",
    },
    {
      what: "the file may not be read",
      host: healthy,
      changes: { files: { "/etc/subuid": denied("/etc/subuid") } },
      status: "unknown",
      summary: "/etc/subuid: permission denied",
    },
    {
      what: "the ids come from SSSD, and the files say nothing",
      host: broken,
      changes: {
        ...sssd,
        answers: {
          "getsubids podder": { stdout: "0: podder 300000 65536\n" },
          "getsubids -g podder": { stdout: "0: podder 300000 65536\n" },
        },
      },
      status: "pass",
      evidence: ["getsubids podder: podder: 65536 from 300000 on"],
    },
    {
      what: "SSSD does not answer, or knows of none: nobody can tell the two apart",
      host: broken,
      changes: {
        ...sssd,
        answers: {
          "getsubids podder": { exit: 1, stderr: "Error fetching ranges\n" },
          "getsubids -g podder": { exit: 1 },
        },
      },
      status: "unknown",
      summary: "getsubids podder",
    },
    {
      what: "the ids would come from SSSD, and getsubids is not there",
      host: broken,
      changes: sssd,
      status: "unknown",
    },
    {
      what: "nsswitch.conf names the files",
      host: healthy,
      changes: { files: { "/etc/nsswitch.conf": "subid: files\n" } },
      status: "pass",
    },
    {
      what: "nobody looked",
      host: healthy,
      changes: { commands: { journalctl: notRecorded } },
      status: "unknown",
    },
  ],
});
