import { defineHealthy } from "../fault.ts";

export const optionalEnvironmentFile = defineHealthy({
  name: "optional-environment-file",
  on: "seed",
  plant: `sed -i 's|^Type=|EnvironmentFile=-%h/pod.env\\nEnvironmentFile=/etc/os-release\\nType=|' $units/pod.service`,
  looksLike: ["environmentfile-missing"],
});
