import { defineHealthy } from "../fault.ts";

export const startedByShell = defineHealthy({
  name: "started-by-shell",
  on: "seed",
  plant: `sed -i 's|^ExecStart=.*|ExecStart=/bin/bash -c "P=web; podman pod exists \\\\"$$P\\\\" \\&\\& exec podman pod start $\${P}"|' $units/pod.service`,
  looksLike: ["execstart-not-absolute", "exec-missing"],
  note: "A shell line with quotes, an operator and a variable.",
});
