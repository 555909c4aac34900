import { defineHealthy } from "../fault.ts";

export const privateTmpOn252 = defineHealthy({
  name: "private-tmp-on-252",
  on: "seed",
  releases: ["bookworm"],
  plant: `sed -i "s/^.Service.$/&\\nPrivateTmp=yes\\nProtectSystem=strict/" $units/pod.service`,
  looksLike: ["sandbox-directive-blocks-newuidmap"],
  note: "systemd 252 leaves out what needs mounts in a user service",
});
