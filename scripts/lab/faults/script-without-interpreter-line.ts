import { defineFault } from "../fault.ts";

export const scriptWithoutInterpreterLine = defineFault({
  name: "script-without-interpreter-line",
  on: "seed",
  plant: `mkdir -p $home/bin && printf 'exec podman pod start web\\n' > $home/bin/start.sh && chmod 755 $home/bin/start.sh && chown -R podder: $home/bin
sed -i 's|^ExecStart=.*|ExecStart=%h/bin/start.sh|' $units/pod.service`,
  first: "exec-bad-script",
  pod: "down",
});
