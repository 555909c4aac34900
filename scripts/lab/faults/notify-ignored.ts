import { defineFault } from "../fault.ts";

export const notifyIgnored = defineFault({
  name: "notify-ignored",
  on: "seed",
  releases: ["trixie"],
  plant: `sed -i 's/^Type=.*/Type=notify\\nNotifyAccess=all\\nTimeoutStartSec=10/; /^RemainAfterExit/d; /^ExecStop/d
s|^ExecStart=.*|ExecStart=/usr/bin/podman run --replace --sdnotify=ignore --name web-app localhost/app:1|' $units/pod.service`,
  first: "notify-without-ready",
  pod: "down",
  note: "In a container of a hybrid machine bookworm's pod may outlive its failed unit.",
});
