import { defineHealthy } from "../fault.ts";

export const nameReplaced = defineHealthy({
  name: "name-replaced",
  on: "seed",
  plant: `sed -i 's|^ExecStart=.*|ExecStart=/usr/bin/podman run -d --replace --name web-app localhost/app:1|; s|^ExecStop=.*|ExecStop=/usr/bin/podman stop web-app|' $units/pod.service`,
  looksLike: ["name-in-use-after-unclean-stop"],
});
