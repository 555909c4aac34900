import { defineCheck } from "../../src/diagnosis/check.ts";
import { asRoot, pass, statusOf } from "../../src/diagnosis/findings.ts";

export const noUserJournal = defineCheck({
  id: "no-user-journal",
  group: "podman",
  title: "The journal keeps what the account's services said",
  layer: "observation",
  repair: "manual",
  facts: ["account", "journalKeeping"],
  judge({ account, journalKeeping }) {
    const { folder, storage, storageFrom, ownJournal } = journalKeeping;
    const evidence = [
      statusOf("/var/log/journal", folder),
      { source: storageFrom ?? "/etc/systemd/journald.conf", lines: [`Storage=${storage}`] },
    ];
    const kept = storage === "persistent" || (storage === "auto" && folder.outcome === "present");
    if (!kept) {
      return {
        subject: account.name,
        status: "advice",
        summary:
          storage === "none"
            ? "Nothing is kept in the journal (Storage=none)"
            : "The journal is lost at each reboot, so nothing will tell of an earlier boot",
        evidence,
        fix:
          storage === "auto"
            ? asRoot("mkdir -p /var/log/journal", "journalctl --flush")
            : [{ as: "root", edit: `Set Storage=persistent in ${storageFrom}.` }],
      };
    }
    if (!ownJournal) {
      return {
        subject: account.name,
        status: "advice",
        summary: `What ${account.name}'s services say stands in the system's journal, which root reads: journalctl _UID=${account.uid}`,
        evidence: [{ source: `getent passwd ${account.name}`, lines: [`uid ${account.uid}`] }],
      };
    }
    return pass(account.name, "The journal keeps what the account's services said", ...evidence);
  },
  explanation: {
    what: "After a boot that went wrong there is nothing to read: the journal lies in /run and is gone with a reboot, or the account has no journal of its own.",
    why: "With Storage=auto (the default) journald keeps the journal on disk only where /var/log/journal exists; with volatile or none never. And it splits off a journal for each user only above SYS_UID_MAX, and not for a volatile journal: `journalctl --user` then says `No journal files were found` (252) or shows nothing of the account's.",
    see: ["journalctl --list-boots", "ls -ld /var/log/journal", "journalctl -b _UID=UID"],
    mend: "As root: `mkdir -p /var/log/journal` and `journalctl --flush`; or `Storage=persistent` in /etc/systemd/journald.conf. As root `journalctl -b _UID=UID` shows what there is.",
    healthy: "It keeps no pod from starting, and root sees this boot's messages all the same.",
    sources: [
      "journald.conf(5), Storage=, SplitMode=",
      "failure catalogue O01",
      "podman#19023",
      "booted: bookworm (systemd 252), trixie (systemd 257)",
    ],
  },
});
