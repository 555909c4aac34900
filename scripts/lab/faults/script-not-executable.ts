import { defineFault } from "../fault.ts";

export const scriptNotExecutable = defineFault({
  name: "script-not-executable",
  on: "seed",
  plant: `mkdir -p $home/bin && printf "#!/bin/sh\\nexec podman pod start web\\n" > $home/bin/start.sh && chown -R podder: $home/bin
sed -i 's|^ExecStart=.*|ExecStart=%h/bin/start.sh|' $units/pod.service`,
  first: "exec-missing",
  pod: "down",
  mends: true,
});
