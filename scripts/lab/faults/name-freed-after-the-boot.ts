import { byHand } from "../by-hand.ts";
import { defineHealthy } from "../fault.ts";

export const nameFreedAfterTheBoot = defineHealthy({
  name: "name-freed-after-the-boot",
  on: "seed",
  plant: `sed -i 's|^Type=.*|Type=oneshot|; s|^ExecStart=.*|ExecStart=/usr/bin/podman run --rm -d --name web-app localhost/app:1|; s|^ExecStop=.*|ExecStop=/usr/bin/podman rm -f web-app|' $units/pod.service
sleep 2`,
  plantRunning: `sleep 4\n${byHand("podman pod rm -f web")}\n${byHand("systemctl --user start pod.service")}`,
  looksLike: ["name-in-use-after-unclean-stop"],
  lastBoot: "failed",
  note: "The container that had the name was removed since; no file of the unit was changed.",
});
