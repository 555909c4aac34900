import { defineFault } from "../fault.ts";

export const scriptCrlf = defineFault({
  name: "script-crlf",
  on: "seed",
  plant: `mkdir -p $home/bin && printf '#!/bin/sh\\r\\nexec podman pod start web\\r\\n' > $home/bin/start.sh && chmod 755 $home/bin/start.sh && chown -R podder: $home/bin
sed -i 's|^ExecStart=.*|ExecStart=%h/bin/start.sh|' $units/pod.service`,
  first: "exec-bad-script",
  pod: "down",
});
