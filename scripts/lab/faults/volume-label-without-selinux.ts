import { defineHealthy } from "../fault.ts";
import { podmanRun } from "../podman-run.ts";

export const volumeLabelWithoutSelinux = defineHealthy({
  name: "volume-label-without-selinux",
  on: "seed",
  plant: `install -d -o podder -g podder $home/data $home/shared
${podmanRun("--network none -v %h/data:/data:Z -v /srv:/srv:ro,z --mount type=bind,src=%h/shared,target=/shared,relabel=shared localhost/app:1")}`,
  looksLike: ["selinux-volume-label"],
  note: "With SELinux podman would refuse to give /srv another label.",
});
