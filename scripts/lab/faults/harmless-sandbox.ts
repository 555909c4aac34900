import { defineHealthy } from "../fault.ts";

export const harmlessSandbox = defineHealthy({
  name: "harmless-sandbox",
  on: "seed",
  plant: `sed -i "s/^.Service.$/&\\nUMask=0077\\nKeyringMode=private\\nProtectProc=invisible\\nNoNewPrivileges=no/" $units/pod.service`,
  looksLike: ["sandbox-directive-blocks-newuidmap"],
});
