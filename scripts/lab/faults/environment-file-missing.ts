import { defineFault } from "../fault.ts";

export const environmentFileMissing = defineFault({
  name: "environment-file-missing",
  on: "seed",
  plant: `sed -i 's|^Type=|EnvironmentFile=%h/pod.env\\nType=|' $units/pod.service`,
  first: "environmentfile-missing",
  pod: "down",
});
