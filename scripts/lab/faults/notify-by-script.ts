import { defineHealthy } from "../fault.ts";

export const notifyByScript = defineHealthy({
  name: "notify-by-script",
  on: "seed",
  releases: ["bookworm", "trixie"],
  plant: `sed -i "s/^Type=.*/Type=notify\\nNotifyAccess=all\\nTimeoutStartSec=60/; /^RemainAfterExit/d
s|^ExecStart=.*|ExecStart=/bin/sh -c 'podman pod start web \\&\\& systemd-notify --ready \\&\\& exec sleep infinity'|" $units/pod.service`,
  looksLike: ["notify-without-ready"],
  note: "Nobody would think that podman pod start says READY=1; the shell around it does. Under systemd 247 systemd-notify is gone before its word is read, and the start times out.",
});
