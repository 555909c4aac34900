import { defineHealthy } from "../fault.ts";

export const execPrefixes = defineHealthy({
  name: "exec-prefixes",
  on: "seed",
  plant: `sed -i 's|^ExecStart=|ExecStartPre=-/nonexistent/tool %h\\nExecStart=|; s|^ExecStop=.*|ExecStop=/nonexistent/podman pod stop web|' $units/pod.service`,
  looksLike: ["exec-missing", "execstart-not-absolute"],
});
