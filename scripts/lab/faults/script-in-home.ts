import { defineHealthy } from "../fault.ts";

export const scriptInHome = defineHealthy({
  name: "script-in-home",
  on: "seed",
  plant: `mkdir -p $home/bin && printf "#!/bin/sh\\nexec podman pod start web\\n" > $home/bin/start.sh && chmod 755 $home/bin/start.sh && chown -R podder: $home/bin
sed -i 's|^ExecStart=.*|ExecStart=%h/bin/start.sh|' $units/pod.service`,
  looksLike: ["exec-missing"],
});
