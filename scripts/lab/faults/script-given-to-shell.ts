import { defineHealthy } from "../fault.ts";

export const scriptGivenToShell = defineHealthy({
  name: "script-given-to-shell",
  on: "seed",
  plant: `mkdir -p $home/bin && printf 'exec podman pod start web\\n' > $home/bin/start.sh && chmod 755 $home/bin/start.sh && chown -R podder: $home/bin
sed -i 's|^ExecStart=.*|ExecStart=/bin/sh %h/bin/start.sh|' $units/pod.service`,
  looksLike: ["exec-bad-script"],
  note: "A script without a #! line, which the unit gives to a shell: it is the shell that the kernel starts.",
});
