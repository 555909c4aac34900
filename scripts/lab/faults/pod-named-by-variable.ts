import { defineHealthy } from "../fault.ts";

export const podNamedByVariable = defineHealthy({
  name: "pod-named-by-variable",
  on: "seed",
  plant: `printf 'POD=web\\n' > $home/pod.env && chown podder: $home/pod.env
sed -i 's|^ExecStart=.*|EnvironmentFile=%h/pod.env\\nExecStart=/usr/bin/podman pod start \${POD}|; s|^ExecStop=.*|ExecStop=/usr/bin/podman pod stop $POD|' $units/pod.service`,
  looksLike: ["store-mismatch-root-vs-user", "environmentfile-missing"],
  note: "The name of the pod comes from a file of variables.",
});
