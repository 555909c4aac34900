import { defineFault } from "../fault.ts";

export const passwordExpired = defineFault({
  name: "password-expired",
  on: "seed",
  plant: `echo podder:secret | chpasswd; chage -d 0 podder`,
  first: "user-manager-password-expired",
  pod: "down",
});
