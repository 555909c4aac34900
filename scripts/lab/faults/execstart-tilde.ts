import { defineFault } from "../fault.ts";

export const execstartTilde = defineFault({
  name: "execstart-tilde",
  on: "seed",
  plant: `mkdir -p $home/bin && ln -s /usr/bin/podman $home/bin/podman && chown -R podder: $home/bin
sed -i 's|^ExecStart=.*|ExecStart=~/bin/podman pod start web|' $units/pod.service`,
  first: "execstart-not-absolute",
  pod: "down",
  mends: true,
});
