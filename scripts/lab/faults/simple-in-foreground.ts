import { defineHealthy } from "../fault.ts";

export const simpleInForeground = defineHealthy({
  name: "simple-in-foreground",
  on: "seed",
  plant: `sed -i '/^Type=/d; /^RemainAfterExit=/d; s|^ExecStart=.*|ExecStart=/usr/bin/podman start -a web-app|' $units/pod.service`,
  looksLike: ["container-exits-normally", "simple-with-detached"],
});
