import { defineFault } from "../fault.ts";

export const runtimeDirFails = defineFault({
  name: "runtime-dir-fails",
  on: "seed",
  plant: `mkdir -p /etc/systemd/system/user-runtime-dir@.service.d
printf "[Service]\\nExecStart=\\nExecStart=/bin/false\\n" > /etc/systemd/system/user-runtime-dir@.service.d/broken.conf`,
  first: "runtime-dir-missing",
  pod: "down",
});
