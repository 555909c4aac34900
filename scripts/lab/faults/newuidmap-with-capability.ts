import { defineHealthy } from "../fault.ts";

export const newuidmapWithCapability = defineHealthy({
  name: "newuidmap-with-capability",
  on: "seed",
  plant: `chmod u-s /usr/bin/newuidmap /usr/bin/newgidmap
setcap cap_setuid=ep /usr/bin/newuidmap
setcap cap_setgid=ep /usr/bin/newgidmap`,
  looksLike: ["newuidmap-no-privilege"],
  note: "as Fedora has them",
});
