import { defineHealthy } from "../fault.ts";

export const journalInMemory = defineHealthy({
  name: "journal-in-memory",
  on: "seed",
  plant: `mkdir -p /etc/systemd/journald.conf.d
printf '[Journal]\\nStorage=volatile\\n' > /etc/systemd/journald.conf.d/volatile.conf`,
  looksLike: ["no-user-journal"],
  note: "Debian makes /var/log/journal anew at boot where it is missing",
});
