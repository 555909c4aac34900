import { absent, denied } from "../../src/testing/altered-host.ts";
import { testCheck } from "../../src/testing/check-test.ts";

const host = "trixie/cache-of-roots";
const main = "/etc/systemd/journald.conf";

testCheck("no-user-journal", {
  finds: [
    {
      host: "journal-in-memory",
      status: "advice",
      subject: "podder",
      summary: "lost at each reboot",
      evidence: ["/etc/systemd/journald.conf.d/volatile.conf: Storage=volatile"],
      fix: ["root: Set Storage=persistent in /etc/systemd/journald.conf.d/volatile.conf"],
    },
    { host: "cache-of-roots", status: "pass" },
  ],
  altered: [
    {
      what: "the folder is missing, and nothing is set",
      host,
      changes: { stats: { "/var/log/journal": absent } },
      status: "advice",
      fix: ["root: mkdir -p /var/log/journal"],
    },
    {
      what: "the folder is missing, and journald shall make it",
      host,
      changes: { stats: { "/var/log/journal": absent }, files: { [main]: "[Journal]\nStorage=persistent\n" } },
      status: "pass",
    },
    {
      what: "nothing is kept at all",
      host,
      changes: { files: { [main]: "[Journal]\nStorage=none\n" } },
      status: "advice",
      summary: "Storage=none",
    },
    {
      what: "an account of the system's",
      host,
      changes: {
        commands: { "getent passwd": { stdout: "podder:x:998:998::/home/podder:/bin/sh\n" } },
      },
      status: "advice",
      summary: "journalctl _UID=998",
    },
    { what: "the file may not be read", host, changes: { files: { [main]: denied(main) } }, status: "unknown" },
  ],
});
