import { defineHealthy } from "../fault.ts";

export const pamSystemdInOther = defineHealthy({
  name: "pam-systemd-in-other",
  on: "seed",
  plant: `rm /usr/lib/pam.d/systemd-user`,
  looksLike: ["pam-systemd-missing"],
  note: "PAM then takes the service `other`, which has the line by its includes",
});
