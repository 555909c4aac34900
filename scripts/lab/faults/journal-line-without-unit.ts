import { defineFault } from "../fault.ts";

export const journalLineWithoutUnit = defineFault({
  name: "journal-line-without-unit",
  on: "seed",
  plant: `rm /usr/bin/crun
cat > /etc/systemd/system/journal-late.service <<'UNIT'
[Unit]
Before=user@1001.service
[Service]
ExecStartPre=/usr/bin/systemctl kill --signal=STOP systemd-journald.service
ExecStart=/bin/sh -c 'sleep 4; systemctl kill --signal=CONT systemd-journald.service'
UNIT
mkdir -p /etc/systemd/system/multi-user.target.wants
ln -s ../journal-late.service /etc/systemd/system/multi-user.target.wants/journal-late.service`,
  plantRunning: "until journalctl -b _UID=1001 | grep -q 'not found'; do sleep 0.3; done",
  first: "crun-or-runc-missing",
  pod: "down",
  lastBoot: "failed",
  note: "podman is gone before journald reads its line: the journal has it without its unit, as on a busy machine.",
});
