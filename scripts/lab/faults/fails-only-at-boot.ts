import { byHand } from "../by-hand.ts";
import { defineFault } from "../fault.ts";

/** A script that fails when it is run first in a boot, and says nothing. */
export const failsFirst = `mkdir -p $home/bin
printf '#!/bin/sh\\n[ -e "$XDG_RUNTIME_DIR/tried" ] || { : > "$XDG_RUNTIME_DIR/tried"; exit 7; }\\nexec podman pod start web\\n' > $home/bin/start
chmod 755 $home/bin/start
chown -R podder: $home/bin
sed -i 's|^ExecStart=.*|ExecStart=/home/podder/bin/start|' $units/pod.service
sleep 2`;

export const failsOnlyAtBoot = defineFault({
  name: "fails-only-at-boot",
  on: "seed",
  plant: failsFirst,
  plantRunning: `sleep 4\n${byHand("systemctl --user start pod.service")}`,
  first: null,
  pod: "up",
  lastBoot: "failed",
  nextBoot: "at-risk",
  note: "It was started by hand since, and nothing is wrong that could be seen: the next boot fails as this one did.",
});
